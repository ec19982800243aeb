package org.symbolon.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.symbolon.mint.Minted;
import org.symbolon.protocol.SecretText;

/** Types that bear secrets do not tell them, not even to a log that is handed the whole value. */
final class SecretTypesTest {
  private static final String VALUE = "an-ordinary-looking-word";
  private static final List<String> SECRETS =
      List.of("secret", "password", "token", "code", "verifier", "assertion");

  @Test
  void a_secret_does_not_print_itself() {
    assertThat(new SecretText(VALUE).toString()).doesNotContain(VALUE);
  }

  @Test
  void a_token_just_minted_is_masked_when_printed() {
    Minted minted = new Minted(VALUE, "jti-1", Instant.EPOCH);
    assertThat(Masks.mask(minted.toString())).doesNotContain(VALUE);
  }

  /** A record prints {@code Name[component=value]}: the name must be one that masking knows. */
  @Test
  void whatever_record_holds_a_secret_in_clear_is_masked_by_its_components_name() throws Exception {
    List<RecordComponent> bearing =
        records().stream()
            .flatMap(type -> Arrays.stream(type.getRecordComponents()))
            .filter(component -> component.getGenericType().getTypeName().contains("String"))
            .filter(SecretTypesTest::namesASecret)
            .toList();
    assertThat(bearing).hasSizeGreaterThan(5);
    assertThat(bearing)
        .allSatisfy(
            component -> {
              String type = component.getDeclaringRecord().getSimpleName();
              String printed = "%s[a=b, %s=%s, c=d]".formatted(type, component.getName(), VALUE);
              assertThat(Masks.mask(printed)).doesNotContain(VALUE);
            });
  }

  private static boolean namesASecret(RecordComponent component) {
    String name = component.getName().toLowerCase(Locale.ROOT);
    return SECRETS.stream().anyMatch(name::endsWith);
  }

  private static List<Class<?>> records()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path classes =
        Path.of(SecretText.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> records = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace('/', '.');
        Class<?> type =
            Class.forName(
                name.substring(0, name.length() - ".class".length()),
                false,
                SecretTypesTest.class.getClassLoader());
        if (type.isRecord()) {
          records.add(type);
        }
      }
    }
    return records;
  }
}
