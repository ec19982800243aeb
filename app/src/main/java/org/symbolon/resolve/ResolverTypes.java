package org.symbolon.resolve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.symbolon.resolver.ResolverFactory;

/** The types of resolvers there are: those that come with the gateway, and the site's plug-ins. */
public final class ResolverTypes implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ResolverTypes.class);

  private final URLClassLoader loader;
  private final Map<String, List<ResolverFactory>> factories = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  private ResolverTypes(URLClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Searches the class path and the jars of a folder, which share one class loader.
   *
   * @param plugins need not exist
   * @throws UncheckedIOException if the folder can not be read
   */
  public static ResolverTypes find(Path plugins) {
    ResolverTypes types =
        new ResolverTypes(
            new URLClassLoader("plugins", jars(plugins), ResolverFactory.class.getClassLoader()));
    types.search();
    return types;
  }

  /** These and no others, without a search. */
  static ResolverTypes of(List<ResolverFactory> factories) {
    ResolverTypes types = new ResolverTypes(new URLClassLoader(new URL[0]));
    factories.forEach(types::add);
    return types;
  }

  private void add(ResolverFactory factory) {
    factories.computeIfAbsent(factory.type(), type -> new ArrayList<>()).add(factory);
  }

  private static URL[] jars(Path plugins) {
    if (!Files.isDirectory(plugins)) {
      return new URL[0];
    }
    try (Stream<Path> files = Files.list(plugins)) {
      List<URL> urls = new ArrayList<>();
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        urls.add(jar.toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the plug-in folder can not be read", unreadable);
    }
  }

  private void search() {
    Iterator<ResolverFactory> found = ServiceLoader.load(ResolverFactory.class, loader).iterator();
    while (true) {
      try {
        if (!found.hasNext()) {
          return;
        }
        add(found.next());
      } catch (ServiceConfigurationError | LinkageError unusable) {
        // One broken plug-in must not hide the others; it is named where its type is missed.
        log.error("a resolver plug-in can not be loaded", unusable);
        broken.add(String.valueOf(unusable.getMessage()));
      }
    }
  }

  /** The known types, in order. */
  public List<String> known() {
    return List.copyOf(factories.keySet());
  }

  /** The one factory of a type; empty where there is none or where several claim it. */
  Optional<ResolverFactory> factory(String type) {
    List<ResolverFactory> all = factories.getOrDefault(type, List.of());
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /** Why there is no {@link #factory}, for an administrator. */
  String whyNot(String type) {
    List<ResolverFactory> all = factories.getOrDefault(type, List.of());
    if (!all.isEmpty()) {
      return "several plug-ins call themselves "
          + type
          + ", keep one: "
          + String.join(", ", all.stream().map(each -> each.getClass().getName()).toList());
    }
    return type
        + " is no type of resolver; there are "
        + String.join(", ", known())
        + (broken.isEmpty() ? "" : "; not loaded: " + String.join("; ", broken));
  }

  /** Only after every resolver has been closed: it may still need its classes. */
  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException harmless) {
      log.warn("the plug-ins' jars were not closed", harmless);
    }
  }
}
