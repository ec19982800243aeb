package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.login.FailuresContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredFailuresTest extends FailuresContract {
  StoredFailuresTest(TestDatabases.Kind kind) {
    super(TestDatabases.shared(kind).store().failures());
  }
}
