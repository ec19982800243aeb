package org.symbolon.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads configuration files. */
public final class Configurations {
  private Configurations() {}

  /** What became of a file. */
  public sealed interface Result {}

  /** Valid, but for what only the resolvers know: {@link RawSettings#problemsAfterOpen}. */
  public record Loaded(Configuration configuration) implements Result {}

  /**
   * Refused.
   *
   * @param problems all of them, by line; at least one
   */
  public record Mistaken(List<Problem> problems) implements Result {
    public Mistaken {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Reads and validates a file. Opens nothing but the file and the files of the secrets it names.
   *
   * @param environment for {@code ${NAME}}; usually {@link System#getenv()}
   */
  public static Result load(Path file, Map<String, String> environment) {
    try {
      String text = Files.readString(file);
      Path directory = file.toAbsolutePath().normalize().getParent();
      return read(text, directory == null ? Path.of("/") : directory, environment).result();
    } catch (CharacterCodingException e) {
      return new Mistaken(List.of(new Problem("", 0, "the file is not UTF-8 text")));
    } catch (IOException e) {
      return new Mistaken(
          List.of(new Problem("", 0, "the file can not be read: " + Problems.why(e))));
    }
  }

  /** The problems as an administrator reads them, one a line, under the name of the file. */
  public static String print(String file, List<Problem> problems) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : problems) {
      text.append(file);
      if (problem.line() > 0) {
        text.append(':').append(problem.line());
      }
      text.append(": ");
      if (!problem.path().isEmpty()) {
        text.append(problem.path()).append(' ');
      }
      text.append(problem.message()).append('\n');
    }
    return text.toString();
  }

  /**
   * A file's reading.
   *
   * @param keys every key that this file could have, as {@code clients[].id}
   */
  record Read(Result result, Set<String> keys) {}

  static Read read(String text, Path directory, Map<String, String> environment) {
    Problems problems = new Problems();
    Context context = new Context(problems, new Variables(environment), directory);
    List<Configuration> read = new ArrayList<>();
    new YamlTree(text, context)
        .read()
        .ifPresent(
            block -> {
              Section root = new Section("", Preset.apply(block, context), context);
              read.add(ReadConfiguration.from(root));
              root.finish();
            });
    Result result =
        problems.isEmpty() && !read.isEmpty()
            ? new Loaded(read.getFirst())
            : new Mistaken(problems.sorted());
    return new Read(result, context.keys());
  }
}
