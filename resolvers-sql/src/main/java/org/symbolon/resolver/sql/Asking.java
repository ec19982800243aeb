package org.symbolon.resolver.sql;

import java.util.List;

/** One of the site's queries, and what its columns mean. */
interface Asking {
  SiteQuery query();

  /** All that it may give. */
  List<Column> columns();

  /** Refuses what it may not give, and what is missing. */
  void requireColumns(List<String> labels, Engine engine) throws SourceDown;
}
