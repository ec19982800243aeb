package org.symbolon.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.symbolon.scope.ScopePatternTest.pattern;
import static org.symbolon.scope.ScopePatternTest.scope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.symbolon.protocol.ClientId;
import org.symbolon.scope.ScopePattern.Match;

/** The tables of docs/scopes.md, read and tried. */
class ScopesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "scopes.md");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Requester ANA =
      new Requester(Optional.of("ana"), Set.of("ice"), new ClientId("portal"));

  @Test
  void the_patterns_match_as_the_page_says() throws IOException {
    List<List<List<String>>> rows = table("| pattern | matches | does not match |");
    assertThat(rows).hasSizeGreaterThan(10);
    for (List<List<String>> row : rows) {
      ScopePattern pattern = pattern(row.getFirst().getFirst());
      for (String text : row.get(1)) {
        assertThat(pattern.match(scope(text), ANA))
            .as("%s, %s", pattern.text(), text)
            .isEqualTo(Match.MATCHES);
      }
      for (String text : row.get(2)) {
        assertThat(pattern.match(scope(text), ANA))
            .as("%s, %s", pattern.text(), text)
            .isNotEqualTo(Match.MATCHES);
      }
    }
  }

  @Test
  void scopes_cover_one_another_as_the_page_says() throws IOException {
    List<List<List<String>>> rows = table("| this | covers | does not cover |");
    assertThat(rows).hasSizeGreaterThan(5);
    for (List<List<String>> row : rows) {
      Scope scope = scope(row.getFirst().getFirst());
      for (String text : row.get(1)) {
        assertThat(scope.subsumes(scope(text))).as("%s, %s", scope, text).isTrue();
      }
      for (String text : row.get(2)) {
        assertThat(scope.subsumes(scope(text))).as("%s, %s", scope, text).isFalse();
      }
    }
  }

  /** The rows under a heading row: for each cell what stands in back quotes. */
  private static List<List<List<String>>> table(String heading) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals(heading))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> List.of(line.substring(1).split("\\|")).stream().map(ScopesPageTest::quoted))
        .map(cells -> cells.toList())
        .toList();
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map(result -> result.group(1)).toList();
  }
}
