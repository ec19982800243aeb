package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.logout.NoticesContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredNoticesTest extends NoticesContract {
  StoredNoticesTest(TestDatabases.Kind kind) {
    super(
        StorePorts.of(kind),
        TestDatabases.shared(kind).store().sessions(),
        TestDatabases.shared(kind).store().notices());
  }
}
