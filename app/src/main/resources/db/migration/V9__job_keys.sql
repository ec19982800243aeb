-- Under which master key the text of a job grant was made: its line of the file has to stay as long as
-- the grant is used. Empty for those made before this was noted.
ALTER TABLE job_grants ADD COLUMN key_id TEXT NOT NULL DEFAULT '';
