package org.symbolon;

import java.security.SecureRandom;
import java.time.InstantSource;
import org.symbolon.cli.Operator;
import org.symbolon.cli.Wiring;
import org.symbolon.config.Configuration;
import org.symbolon.config.Logging;
import org.symbolon.ops.Logs;

/** What the command line starts. */
public record GatewayWiring(SecureRandom random, InstantSource clock) implements Wiring {
  @Override
  public Running start(Configuration configuration, Purpose purpose) throws StartFailed {
    Logging logging = configuration.logging();
    Logs.configure(logging.format() == Logging.Format.JSON, logging.level().name());
    return Gateway.start(configuration, purpose, random, clock);
  }

  @Override
  public Inquiring inquire(Configuration configuration, InstantSource at) throws StartFailed {
    Logs.configure(false, Logging.Level.ERROR.name());
    return LiveInquiries.open(configuration, at);
  }

  @Override
  public Inquiring recorded(Configuration configuration, InstantSource at) {
    return LiveInquiries.recorded(configuration, at);
  }

  @Override
  public Checked check(Configuration configuration) {
    return new WholeCheck(configuration, random, clock).run();
  }

  @Override
  public Operator operator(Configuration configuration) throws StartFailed {
    Logging logging = configuration.logging();
    Logs.configure(logging.format() == Logging.Format.JSON, logging.level().name());
    return OperatorWiring.open(configuration, random, clock);
  }
}
