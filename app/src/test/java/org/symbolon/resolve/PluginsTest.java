package org.symbolon.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.symbolon.resolver.Health;
import org.symbolon.resolver.ResolverFactory;
import org.symbolon.resolver.contract.MapSettings;

/** A site adds a resolver of its own by dropping a jar into a folder. */
final class PluginsTest {
  private static final String SERVICE = "META-INF/services/" + ResolverFactory.class.getName();

  @TempDir private Path folder;

  /** Compiles a plug-in and packs it, as a site would. */
  private void drop(String type) throws IOException {
    Path source = folder.resolve("source");
    Path classes = folder.resolve("classes");
    Files.createDirectories(source);
    Files.createDirectories(classes.resolve("META-INF/services"));
    Path file = source.resolve("SiteFactory.java");
    Files.writeString(
        file,
        """
        package site;
        import org.symbolon.resolver.*;
        public final class SiteFactory implements ResolverFactory {
          public String type() { return "%s"; }
          public Resolver open(Settings settings) {
            return new Resolver() {
              public Health check(Deadline deadline) { return new Health.Ready("from the site"); }
              public void close() {}
            };
          }
        }
        """
            .formatted(type));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                Path.of(
                        ResolverFactory.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString(),
                "-d",
                classes.toString(),
                file.toString());
    assertThat(failed).isZero();
    Files.writeString(classes.resolve(SERVICE), "site.SiteFactory");
    pack(classes, folder.resolve("site.jar"));
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  @Test
  void a_jar_in_the_folder_adds_a_type() throws IOException {
    drop("site");
    try (ResolverTypes types = ResolverTypes.find(folder)) {
      assertThat(types.known()).contains("site", "posix");
      MapSettings settings = new MapSettings("ours", Map.of());
      try (ResolverCatalog catalog =
          ResolverCatalog.open(
              List.of(new Configured("ours", "site", settings)), types, ResolverObserver.NONE)) {
        assertThat(settings.mistakes()).isEmpty();
        assertThat(catalog.health()).isEqualTo(Map.of("ours", new Health.Ready("from the site")));
      }
    }
  }

  @Test
  void a_folder_that_does_not_exist_adds_nothing() {
    try (ResolverTypes types = ResolverTypes.find(folder.resolve("none"))) {
      assertThat(types.known()).contains("posix").doesNotContain("site");
    }
  }

  @Test
  void a_broken_jar_hides_no_other_and_is_named_where_its_type_is_missed() throws IOException {
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(folder.resolve("broken.jar")))) {
      out.putNextEntry(new JarEntry(SERVICE));
      out.write("site.Missing".getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    try (ResolverTypes types = ResolverTypes.find(folder)) {
      assertThat(types.known()).contains("posix");
      assertThat(types.whyNot("site")).contains("not loaded").contains("site.Missing");
    }
  }

  @Test
  void a_plug_in_can_not_silently_take_the_place_of_one_that_comes_with_the_gateway()
      throws IOException {
    drop("posix");
    try (ResolverTypes types = ResolverTypes.find(folder)) {
      assertThat(types.factory("posix")).isEmpty();
      assertThat(types.whyNot("posix")).contains("site.SiteFactory");
    }
  }
}
