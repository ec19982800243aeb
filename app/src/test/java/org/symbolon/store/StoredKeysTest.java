package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.keys.KeyStoreContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredKeysTest extends KeyStoreContract {
  StoredKeysTest(TestDatabases.Kind kind) {
    super(TestDatabases.shared(kind).store().keys());
  }
}
