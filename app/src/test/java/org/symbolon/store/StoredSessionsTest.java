package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.login.SessionsContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredSessionsTest extends SessionsContract {
  StoredSessionsTest(TestDatabases.Kind kind) {
    super(StorePorts.of(kind), TestDatabases.shared(kind).store().sessions());
  }
}
