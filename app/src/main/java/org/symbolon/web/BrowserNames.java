package org.symbolon.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Browsers as people call them. What a browser says of itself is long and pretends to be others, so
 * order matters.
 */
final class BrowserNames {
  private static final Map<String, String> PROGRAMS = new LinkedHashMap<>();
  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put("Edg", "Edge");
    PROGRAMS.put("OPR/", "Opera");
    PROGRAMS.put("Firefox/", "Firefox");
    PROGRAMS.put("FxiOS/", "Firefox");
    PROGRAMS.put("CriOS/", "Chrome");
    PROGRAMS.put("Chrome/", "Chrome");
    PROGRAMS.put("Safari/", "Safari");
    PROGRAMS.put("Lynx", "Lynx");
    PROGRAMS.put("curl/", "curl");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("iPhone", "an iPhone");
    SYSTEMS.put("iPad", "an iPad");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("Mac OS X", "a Mac");
    SYSTEMS.put("CrOS", "a Chromebook");
    SYSTEMS.put("Linux", "Linux");
  }

  private BrowserNames() {}

  /** "Firefox on Linux". */
  static String inWords(String agent) {
    String program = first(PROGRAMS, agent, "A browser");
    String system = first(SYSTEMS, agent, "");
    return system.isEmpty() ? program : program + " on " + system;
  }

  private static String first(Map<String, String> words, String agent, String otherwise) {
    return words.entrySet().stream()
        .filter(word -> agent.contains(word.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }
}
