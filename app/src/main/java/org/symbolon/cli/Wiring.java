package org.symbolon.cli;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.symbolon.config.Configuration;
import org.symbolon.config.Configurations;
import org.symbolon.config.Problem;
import org.symbolon.explain.Inquiry;
import org.symbolon.protocol.IssuerId;

/** What the commands start: implemented by the root package, where everything is wired. */
public interface Wiring {
  /** What the keys and the database are opened for. */
  enum Purpose {
    /** Serving for real, which refuses those of a demonstration. */
    PRODUCTION,
    /** The demonstration, which refuses those in real use. */
    DEMO,
    /** An operator's command, which looks after either. */
    UPKEEP
  }

  /**
   * Starts a gateway and returns once it answers.
   *
   * @throws StartFailed what is wrong and what to do, all of it at once
   */
  Running start(Configuration configuration, Purpose purpose) throws StartFailed;

  /** Tries everything that a start needs, without serving and without making anything. */
  Checked check(Configuration configuration);

  /**
   * What a check found.
   *
   * @param problems all that is wrong
   * @param pending what a start will make, reading on from "makes"
   */
  record Checked(List<Problem> problems, List<String> pending) {
    public Checked {
      problems = List.copyOf(problems);
      pending = List.copyOf(pending);
    }
  }

  /**
   * Opens what questions about the policy need: the resolvers.
   *
   * @param at what conditions take for the time
   * @throws StartFailed what is wrong and what to do
   */
  Inquiring inquire(Configuration configuration, InstantSource at) throws StartFailed;

  /** As {@link #inquire}, for questions about recorded accounts only: opens nothing. */
  Inquiring recorded(Configuration configuration, InstantSource at);

  /** Answers questions about the policy until closed. */
  interface Inquiring extends AutoCloseable {
    /** In the order of the configuration. */
    Map<IssuerId, Inquiry> issuers();

    @Override
    void close();
  }

  /**
   * Opens what an operator's command changes.
   *
   * @throws StartFailed when the master key or the database can not be used
   */
  Operator operator(Configuration configuration) throws StartFailed;

  /** A gateway at work. */
  interface Running extends AutoCloseable {
    /** Where it listens. */
    URI address();

    /**
     * Takes over what can change while it runs, wholly or not at all; says so in the log. What
     * could not be read leaves everything as it is.
     */
    void reload(Configurations.Result read);

    /** Stops taking requests, finishes those under way, closes all. */
    @Override
    void close();
  }

  /** Why a gateway did not start. */
  final class StartFailed extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public StartFailed(List<Problem> problems) {
      super(problems.isEmpty() ? "no reason given" : problems.getFirst().message());
      this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
      return problems;
    }
  }
}
