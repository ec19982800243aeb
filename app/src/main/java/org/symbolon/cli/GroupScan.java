package org.symbolon.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One look at a tree for people who plan scopes: its subtrees by group. A survey by names, which
 * decides nothing; decisions are a resolver's, by handles.
 */
final class GroupScan {
  /** Of each: a tree full of links must not bury the rest. */
  private static final int MOST_WARNINGS = 100;

  private final Path root;
  private final int most;
  private final List<Counted> subtrees = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<Object> seen = new HashSet<>();
  private int warned;
  private int entries;

  /**
   * @param root a directory's real path
   * @param most entries to look at
   */
  GroupScan(Path root, int most) {
    this.root = root;
    this.most = most;
  }

  /**
   * A directory and all below it that has its group, up to the next subtree.
   *
   * @param path as in a scope: percent-encoded, so that any name can be told
   * @param owner its group and permissions
   * @param content how much of it there is
   */
  record Subtree(String path, String owner, String content) {}

  private static final class Counted {
    private final Path path;
    private final String group;
    private final String owner;
    private int directories;
    private int files;
    private int others;

    Counted(Path path, PosixFileAttributes attributes) {
      this.path = path;
      this.group = attributes.group().getName();
      this.owner = group + " " + PosixFilePermissions.toString(attributes.permissions());
    }
  }

  private record Step(Path directory, Counted subtree) {}

  /** Whether all was looked at. */
  boolean run() throws IOException {
    Deque<Step> ahead = new ArrayDeque<>();
    PosixFileAttributes top = attributes(root);
    seen.add(Objects.requireNonNullElse(top.fileKey(), root));
    ahead.push(new Step(root, begin(root, top)));
    while (!ahead.isEmpty()) {
      Step step = ahead.pop();
      List<Path> children = children(step.directory());
      // The last pushed is looked at first: the order of names comes out.
      for (Path child : children.reversed()) {
        if (++entries > most) {
          return false;
        }
        look(child, step.subtree(), ahead);
      }
    }
    return true;
  }

  /** In the order of their paths. */
  List<Subtree> subtrees() {
    return subtrees.stream()
        .sorted(Comparator.comparing(each -> each.path))
        .map(each -> new Subtree(shown(each.path), each.owner, content(each)))
        .toList();
  }

  List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (warned > MOST_WARNINGS) {
      all.add("and " + (warned - MOST_WARNINGS) + " more of such");
    }
    return all;
  }

  private void look(Path child, Counted around, Deque<Step> ahead) {
    PosixFileAttributes attributes;
    try {
      attributes = attributes(child);
    } catch (IOException failed) {
      unreadable(child, failed);
      return;
    }
    if (attributes.isSymbolicLink()) {
      link(child);
    } else if (!attributes.isDirectory()) {
      around.files++;
      around.others += attributes.group().getName().equals(around.group) ? 0 : 1;
    } else if (!seen.add(Objects.requireNonNullElse(attributes.fileKey(), child))) {
      warn(shown(child) + " is a directory that was seen before: it is mounted twice");
    } else {
      boolean same = attributes.group().getName().equals(around.group);
      around.directories += same ? 1 : 0;
      ahead.push(new Step(child, same ? around : begin(child, attributes)));
    }
  }

  private Counted begin(Path directory, PosixFileAttributes attributes) {
    Counted counted = new Counted(directory, attributes);
    subtrees.add(counted);
    return counted;
  }

  private void link(Path link) {
    try {
      Path target = link.toRealPath();
      if (!target.startsWith(root)) {
        warn(shown(link) + " is a link that leads out of the tree: scopes through it are refused");
      } else if (link.startsWith(target)) {
        warn(shown(link) + " is a link to a directory it lies in: a loop");
      }
    } catch (NoSuchFileException dangling) {
      warn(shown(link) + " is a link to something that is not there");
    } catch (FileSystemLoopException circle) {
      warn(shown(link) + " is a link in a circle");
    } catch (FileSystemException failed) {
      // Java has no type of its own for ELOOP.
      warn(shown(link) + " is a link that can not be followed: " + failed.getReason());
    } catch (IOException failed) {
      unreadable(link, failed);
    }
  }

  private List<Path> children(Path directory) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path child : stream) {
        if (children.size() > most) {
          break;
        }
        children.add(child);
      }
    } catch (DirectoryIteratorException failed) {
      unreadable(directory, new IOException(failed.getCause()));
    } catch (IOException failed) {
      unreadable(directory, failed);
    }
    children.sort(Comparator.naturalOrder());
    return children;
  }

  private void unreadable(Path path, IOException failed) {
    String why =
        failed instanceof AccessDeniedException
            ? "permission denied"
            : Objects.requireNonNullElse(failed.getMessage(), failed.getClass().getSimpleName());
    warn(shown(path) + " can not be read: " + why);
  }

  private void warn(String warning) {
    if (++warned <= MOST_WARNINGS) {
      warnings.add(warning);
    }
  }

  private static String content(Counted counted) {
    return counted.directories
        + " directories, "
        + counted.files
        + " files below"
        + (counted.others == 0 ? "" : ", " + counted.others + " of them in other groups");
  }

  /** Below the root. A URI is made of a name's bytes, whether they are text or not. */
  private String shown(Path path) {
    String below =
        path.toUri()
            .getRawPath()
            .substring(root.toUri().getRawPath().replaceFirst("/$", "").length());
    return below.length() > 1 && below.endsWith("/")
        ? below.substring(0, below.length() - 1)
        : below;
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
