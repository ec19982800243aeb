package org.symbolon.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.symbolon.issuer.Issuer;
import picocli.CommandLine.ExitCode;

/** Lists something, issuer by issuer: a line each, the issuer first. */
abstract class ListCommand extends OperatorCommand {
  ListCommand(Cli.Surroundings surroundings) {
    super(surroundings);
  }

  /** What stands in each line after the issuer. */
  abstract Stream<Stream<?>> rows(Operator operator, Issuer issuer);

  @Override
  final int work(Operator operator) {
    for (Issuer issuer : operator.issuers()) {
      rows(operator, issuer)
          .map(row -> Stream.concat(Stream.of(issuer.id()), row))
          .map(row -> row.map(String::valueOf).collect(Collectors.joining(" ")))
          .forEach(this::print);
    }
    return ExitCode.OK;
  }
}
