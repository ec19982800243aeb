package org.symbolon.store;

import java.util.Optional;

/** What is true of the database as a whole, set once. */
final class StoredSettings {
  private final Engine engine;

  StoredSettings(Engine engine) {
    this.engine = engine;
  }

  Optional<String> find(String name) {
    return engine.read(
        handle ->
            handle
                .createQuery("SELECT value FROM settings WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
  }

  /**
   * @return the value that stands now
   */
  String putIfNone(String name, String value) {
    engine.commitStatement(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO settings (name, value) VALUES (:name, :value)
                    ON CONFLICT (name) DO NOTHING
                    """)
                .bind("name", name)
                .bind("value", value)
                .execute());
    return find(name).orElseThrow();
  }
}
