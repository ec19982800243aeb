package org.symbolon.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.symbolon.protocol.Parameters;
import org.symbolon.register.ByHand;
import org.symbolon.register.RegistrationByHand.Problem;
import org.symbolon.templates.Fields;
import org.symbolon.templates.RegisterProgram;
import org.symbolon.templates.RegisterProgram.Typed;

/** What a person typed to register a client, and what is wrong with it in their words. */
record RegistrationForm(Typed typed, List<String> scopes) {
  /** Before anything was typed: who somebody is most programs have to know. */
  static final RegistrationForm NEW = new RegistrationForm(Typed.NOTHING, List.of("openid"));

  private static final String AT_LEAST_ONE = "Choose at least one.";

  RegistrationForm {
    scopes = List.copyOf(scopes);
  }

  static RegistrationForm read(Parameters form) {
    return new RegistrationForm(
        new Typed(
            form.one(Fields.NAME).orElse("").strip(),
            form.one(Fields.KIND).orElse(""),
            form.one(Fields.KEEPS_SECRET).orElse(""),
            form.one(Fields.ADDRESSES).orElse("").strip()),
        form.all(Fields.SCOPE));
  }

  /** What a program would not be refused for, or would not forget. By the field. */
  Map<String, String> problems() {
    Map<String, String> problems = new LinkedHashMap<>();
    if (typed.name().isEmpty()) {
      problems.put(Fields.NAME, "Give it a name.");
    }
    if (kind().isEmpty()) {
      problems.put(Fields.KIND, "Choose one.");
    }
    if (keepsSecret().isEmpty()) {
      problems.put(Fields.KEEPS_SECRET, "Choose one.");
    }
    boolean device = kind().equals(Optional.of(ByHand.Kind.DEVICE));
    if (device && !addresses().isEmpty()) {
      problems.put(
          Fields.ADDRESSES,
          "A program without a browser has none: leave this empty, or choose another kind.");
    }
    if (!device && addresses().isEmpty()) {
      problems.put(
          Fields.ADDRESSES, "Give at least one: without it nobody can come back to the program.");
    }
    if (scopes.isEmpty()) {
      problems.put(Fields.SCOPE, AT_LEAST_ONE);
    }
    return problems;
  }

  /** What registration finds wrong, by the field. */
  static Map<String, String> problems(List<Problem> found) {
    Map<String, String> problems = new LinkedHashMap<>();
    for (Problem problem : found) {
      switch (problem.member()) {
        case "client_name" -> problems.put(Fields.NAME, "The name " + problem.how() + ".");
        case "redirect_uris" ->
            problems.put(
                Fields.ADDRESSES,
                problem.value().map(value -> "“" + value + "”").orElse("The list")
                    + " "
                    + problem.how()
                    + ".");
        case "scope" -> problems.put(Fields.SCOPE, AT_LEAST_ONE);
        default ->
            throw new IllegalStateException(
                "no field of this page makes " + problem.member() + ": " + problem.how());
      }
    }
    return problems;
  }

  /** Only of a form with which nothing is wrong. */
  ByHand described() {
    return new ByHand(
        typed.name(), kind().orElseThrow(), keepsSecret().orElseThrow(), addresses(), scopes);
  }

  private Optional<ByHand.Kind> kind() {
    return switch (typed.kind()) {
      case RegisterProgram.WEB -> Optional.of(ByHand.Kind.WEB);
      case RegisterProgram.NATIVE -> Optional.of(ByHand.Kind.NATIVE);
      case RegisterProgram.DEVICE -> Optional.of(ByHand.Kind.DEVICE);
      default -> Optional.empty();
    };
  }

  private Optional<Boolean> keepsSecret() {
    return switch (typed.keepsSecret()) {
      case RegisterProgram.YES -> Optional.of(true);
      case RegisterProgram.NO -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private List<String> addresses() {
    return typed.addresses().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
