package org.symbolon.resolver;

/**
 * Makes resolvers of one type. Found through {@link java.util.ServiceLoader}; a site adds its own
 * by dropping a jar into {@code plugins/}.
 */
public interface ResolverFactory {
  /** The name that stands as {@code type:} in the configuration: lower case, no blanks. */
  String type();

  /**
   * Validates the settings and makes a resolver. Does no input or output: that begins with the
   * first question or with {@link Resolver#check}. Mistakes are reported to {@code settings} (all
   * at once, each with its path), and the host refuses the configuration when any was reported or
   * when a setting was never read.
   *
   * @return a resolver; when mistakes were reported the host closes it unused
   */
  Resolver open(Settings settings);
}
