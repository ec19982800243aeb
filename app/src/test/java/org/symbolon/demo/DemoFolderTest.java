package org.symbolon.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoFolderTest {
  private final SecureRandom random = new SecureRandom();

  /** Run by an ordinary user, a folder of the first time is closed to its own owner. */
  @Test
  void the_demo_starts_again_in_its_folder_and_makes_all_anew(@TempDir Path folder)
      throws IOException {
    Path demo = folder.resolve("demo");
    String first = masterKeyOfADemoIn(demo);
    assertThat(masterKeyOfADemoIn(demo)).isNotEqualTo(first);
  }

  @Test
  void a_folder_with_something_else_in_it_is_left_alone(@TempDir Path folder) throws IOException {
    Path mine = Files.writeString(folder.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> masterKeyOfADemoIn(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("--directory");
    assertThat(mine).exists();
  }

  private String masterKeyOfADemoIn(Path folder) throws IOException {
    try (DemoFolder demo = new DemoFolder(folder, 8080, random)) {
      demo.write();
      return Files.readString(folder.resolve("gateway.master-key"));
    }
  }
}
