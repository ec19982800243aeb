package org.symbolon;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.symbolon.protocol.ProtocolError;

/** The order of the house: what each package of the gateway may see. */
final class HouseRulesTest {
  /** Top to bottom; those on one line do not know one another. Arrows only point up. */
  private static final List<Set<String>> HOUSE =
      List.of(
          Set.of("protocol"),
          Set.of("audit"),
          Set.of("issuer"),
          Set.of("condition"),
          Set.of("scope"),
          Set.of("fetch"),
          Set.of("keys"),
          Set.of("client"),
          Set.of("grant"),
          Set.of("verify"),
          Set.of("resolve"),
          Set.of("mint"),
          Set.of("upstream"),
          Set.of("login"),
          Set.of("authorize", "device", "exchange"),
          Set.of("token"),
          Set.of("explain"),
          Set.of("inspect", "metadata", "account", "admin", "register", "logout"),
          Set.of("store"),
          Set.of("web"),
          Set.of("ops"),
          Set.of("config"),
          Set.of("demo"),
          Set.of("cli"),
          Set.of(""));

  /** Arrows that point down all the same, "from -> to", each with its reason. */
  private static final Map<String, String> EXCEPTIONS = Map.of();

  private static final String ROOT = "org.symbolon";

  private static final JavaClasses GATEWAY =
      new ClassFileImporter()
          .importUrl(ProtocolError.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void arrows_only_point_up_the_house() {
    Map<String, Integer> floors = new HashMap<>();
    for (int floor = 0; floor < HOUSE.size(); floor++) {
      for (String room : HOUSE.get(floor)) {
        floors.put(room, floor);
      }
    }
    Set<String> wrong = new TreeSet<>();
    for (JavaClass one : GATEWAY) {
      assertThat(floors).as("%s has its place in the house", one.getName()).containsKey(room(one));
      for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
        String from = room(one);
        String to = room(dependency.getTargetClass());
        int here = floors.getOrDefault(from, HOUSE.size());
        boolean up = from.equals(to) || floors.getOrDefault(to, -1) < here;
        if (!up && !EXCEPTIONS.containsKey(from + " -> " + to)) {
          wrong.add(from + " -> " + to + ": " + dependency.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void packages_do_not_go_in_circles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(GATEWAY);
  }

  @ParameterizedTest(name = "only {0} sees {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "upstream, org.pac4j..",
        "web, io.javalin..",
        "web, gg.jte..",
        "web, io.github.bucket4j..",
        "web, org.symbolon.templates..",
        "store, org.jdbi..",
        "store, org.flywaydb..",
        "store, com.zaxxer..",
        "store, java.sql..",
        "ops, io.micrometer..",
        "resolve, io.github.resilience4j..",
        "cli, picocli..",
        "config, com.fasterxml.jackson.dataformat..",
        "condition, dev.cel..",
      })
  void one_package_hides_each_library(String room, String library) {
    noClasses()
        .that(resideOutsideOfPackages(ROOT + "." + room + ".."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(library))
        .check(GATEWAY);
  }

  @Test
  void only_the_wiring_sees_the_store() {
    noClasses()
        .that(resideOutsideOfPackages(ROOT, ROOT + ".store.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(ROOT + ".store.."))
        .check(GATEWAY);
  }

  @Test
  void scopes_and_claims_are_decided_without_input_and_output() {
    noClasses()
        .that(resideInAnyPackage(ROOT + ".condition..", ROOT + ".scope..", ROOT + ".mint.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "java.nio.file..",
                "java.net.http..",
                "java.sql..",
                "java.util.concurrent.locks..",
                ROOT + ".fetch.."))
        .allowEmptyShould(true)
        .check(GATEWAY);
  }

  @Test
  void nobody_sleeps() {
    noClasses().should().accessTargetWhere(isOneOf("java.lang.Thread.sleep")).check(GATEWAY);
    noClasses()
        .should()
        .accessTargetWhere(isOneOf("java.util.concurrent.TimeUnit.sleep"))
        .check(GATEWAY);
  }

  @Test
  void only_commands_print_and_only_the_log_goes_where_errors_go() {
    noClasses()
        .that(resideOutsideOfPackages(ROOT, ROOT + ".cli.."))
        .should()
        .accessTargetWhere(isOneOf("java.lang.System.out"))
        .check(GATEWAY);
    noClasses()
        .that(resideOutsideOfPackages(ROOT, ROOT + ".cli..", ROOT + ".ops.."))
        .should()
        .accessTargetWhere(isOneOf("java.lang.System.err"))
        .check(GATEWAY);
  }

  @Test
  void time_is_injected() {
    noClasses()
        .that(resideOutsideOfPackages(ROOT, ROOT + ".cli.."))
        .should()
        .accessTargetWhere(
            isOneOf(
                Instant.class.getName() + ".now",
                "java.time.LocalDate.now",
                "java.time.LocalDateTime.now",
                "java.time.OffsetDateTime.now",
                "java.time.ZonedDateTime.now",
                "java.time.Clock.systemUTC",
                "java.time.Clock.systemDefaultZone",
                "java.time.InstantSource.system",
                "java.lang.System.currentTimeMillis"))
        .check(GATEWAY);
    noClasses().should().callConstructor(Date.class).check(GATEWAY);
  }

  @Test
  void classes_are_final_unless_made_to_be_extended() {
    Set<String> open = new TreeSet<>();
    for (JavaClass one : GATEWAY) {
      Set<JavaModifier> modifiers = one.getModifiers();
      if (!one.isInterface()
          && !one.isEnum()
          && !one.isAnonymousClass()
          && !modifiers.contains(JavaModifier.FINAL)
          && !modifiers.contains(JavaModifier.ABSTRACT)
          && !one.reflect().isSealed()) {
        open.add(one.getName());
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void every_package_says_what_it_owns_and_is_null_marked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass one : GATEWAY) {
      if (!one.getPackage().isAnnotatedWith(NullMarked.class)) {
        unmarked.add(one.getPackageName());
      }
    }
    assertThat(unmarked).isEmpty();
  }

  /** The feature a class belongs to; the empty text for the wiring. */
  private static String room(JavaClass one) {
    String name = one.getPackageName();
    if (name.equals(ROOT)) {
      return "";
    }
    return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).split("\\.")[0] : name;
  }

  private static DescribedPredicate<JavaAccess<?>> isOneOf(String... members) {
    Set<String> names = Set.copyOf(Arrays.asList(members));
    return DescribedPredicate.describe(
        "is one of " + names,
        access ->
            names.contains(access.getTargetOwner().getName() + "." + access.getTarget().getName()));
  }
}
