# Tries for real what one account may do. Started with that account's uid, gid and groups and no
# privilege. Reads questions, one a line: action, kind, path, place (the last two as hexadecimal);
# answers yes or no. What it makes or renames it undoes at once.
#   action move: whether the name itself, a link's too, can be changed and so deleted
#   action see: whether it is told what is there
#   kind f: path is a file; d: a directory; n: nothing, and place is the nearest directory
use strict;
use warnings;
use Errno qw(ENOENT);
use Fcntl;

$| = 1;

sub readable_directory { my ($path) = @_; opendir(my $handle, $path) && -e "$path/." }

sub changeable_directory {
  my ($path) = @_;
  my $new = "$path/probe-$$";
  sysopen(my $handle, $new, O_WRONLY | O_CREAT | O_EXCL, 0600) or return 0;
  unlink($new) or die "left behind: $new: $!";
  return 1;
}

sub renamed_there_and_back {
  my ($path) = @_;
  (my $other = $path) =~ s{[^/]*\z}{probe-$$};
  rename($path, $other) or return 0;
  rename($other, $path) or die "left behind: $other: $!";
  return 1;
}

sub possible {
  my ($action, $kind, $path, $place) = @_;
  return renamed_there_and_back($path) if $action eq 'move';
  my $seen = stat($path);
  return $seen if $action eq 'see';
  if ($kind eq 'n') {
    return 0 if $seen || $! != ENOENT;
    return $action eq 'read' ? readable_directory($place) : changeable_directory($place);
  }
  return 0 if !$seen;
  if ($kind eq 'd') {
    return $action eq 'read' ? readable_directory($path) : changeable_directory($path);
  }
  return 0 if $action eq 'create';
  if ($action eq 'read') {
    return sysopen(my $handle, $path, O_RDONLY);
  }
  return sysopen(my $handle, $path, O_WRONLY) && renamed_there_and_back($path);
}

while (my $line = <STDIN>) {
  my ($action, $kind, $path, $place) = split / /, $line =~ s/\n//r;
  $_ = pack('H*', ($_ // '') eq '-' ? '' : $_ // '') for $path, $place;
  print possible($action, $kind, $path, $place) ? "yes\n" : "no\n";
}
