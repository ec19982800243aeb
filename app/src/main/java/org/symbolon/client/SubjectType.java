package org.symbolon.client;

/** How a person is named to a client (OpenID Connect Core §8). */
public sealed interface SubjectType {
  /** As metadata and registrations call it. */
  String text();

  /** By the issuer's own subject: the same at every client. */
  record Public() implements SubjectType {
    @Override
    public String text() {
      return "public";
    }
  }

  /**
   * By a subject that only the clients of one sector know: two sectors can not tell that it is the
   * same person.
   *
   * @param sector a host name in lower case (§8.1)
   */
  record Pairwise(String sector) implements SubjectType {
    public Pairwise {
      if (sector.isEmpty()) {
        throw new IllegalArgumentException("a sector has a name");
      }
    }

    @Override
    public String text() {
      return "pairwise";
    }
  }
}
