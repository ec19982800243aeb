package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.LoginsContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredLoginsTest extends LoginsContract {
  StoredLoginsTest(TestDatabases.Kind kind) {
    super(StorePorts.of(kind));
  }
}
