package org.symbolon.condition;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction.Overload.Arithmetic;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads conditions over one vocabulary of facts. Making one costs some tenths of a second the first
 * time in a process: make it where the first condition is read. Safe for all threads.
 */
public final class Conditions {
  /** A longer text is a program, and belongs into a resolver. */
  static final int LONGEST = 2_000;

  /** Of all lists together: a hostile claim with a million entries ends in no answer. */
  static final int MOST_STEPS = 10_000;

  /** Regular expressions run in linear time; this bounds how large one may become. */
  private static final int LARGEST_EXPRESSION = 1_000;

  private static final CelOptions BOUNDED =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .comprehensionMaxIterations(MOST_STEPS)
          .maxRegexProgramSize(LARGEST_EXPRESSION)
          .enableHeterogeneousNumericComparisons(true)
          .evaluateCanonicalTypesToNativeValues(true)
          .build();

  /** What grows by being added up could outgrow the memory within any number of steps. */
  private static final Set<Arithmetic> GROWING =
      Set.of(Arithmetic.ADD_STRING, Arithmetic.ADD_BYTES, Arithmetic.ADD_LIST);

  private final NavigableMap<String, Kind> names;
  private final CelCompiler compiler;
  private final CelRuntime runtime;

  /**
   * @param names the facts there may be; a name may have dots: {@code account.name}
   */
  public Conditions(Map<String, Kind> names) {
    this.names = new TreeMap<>(names);
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(BOUNDED)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder()
                    .filterFunctions((function, overload) -> !GROWING.contains(overload))
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL);
    names.forEach((name, kind) -> builder.addVar(name, kind.type()));
    this.compiler = builder.build();
    this.runtime = CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(BOUNDED).build();
  }

  /** The outcome of {@link #parse}. */
  public sealed interface Parse {}

  public record Parsed(Condition condition) implements Parse {}

  /**
   * @param why for an administrator, reading on from the setting's name: what, at which column, and
   *     which facts there are
   */
  public record Malformed(String why) implements Parse {}

  public Parse parse(String text) {
    if (text.codePointCount(0, text.length()) > LONGEST) {
      return new Malformed("is longer than " + LONGEST + " characters");
    }
    CelValidationResult result = compiler.compile(text);
    if (result.hasError()) {
      return new Malformed("is no condition: " + inWords(result));
    }
    try {
      CelAbstractSyntaxTree tree = result.getAst();
      Set<String> facts =
          tree.getReferenceMap().values().stream()
              .map(CelReference::name)
              .filter(names::containsKey)
              .collect(Collectors.toSet());
      return facts.isEmpty()
          ? new Malformed("is always the same: it asks about nothing. " + known())
          : new Parsed(new Condition(text, facts, runtime.createProgram(tree)));
    } catch (CelValidationException | CelEvaluationException e) {
      return new Malformed("is no condition: " + e.getMessage());
    }
  }

  private String inWords(CelValidationResult result) {
    String mistakes =
        result.getErrors().stream()
            .map(Conditions::inWords)
            .distinct()
            .limit(3)
            .collect(Collectors.joining("; "));
    boolean unknown =
        result.getErrors().stream().anyMatch(error -> error.getMessage().contains("undeclared"));
    return unknown ? mistakes + ". " + known() : mistakes;
  }

  private static String inWords(CelIssue error) {
    int column = error.getSourceLocation().getColumn() + 1;
    String message = error.getMessage().replace(" (in container '')", "").strip();
    return message + (column > 0 ? " (at character " + column + ")" : "");
  }

  private String known() {
    return "There are "
        + names.entrySet().stream()
            .map(fact -> fact.getKey() + " (" + fact.getValue().inWords() + ")")
            .collect(Collectors.joining(", "));
  }
}
