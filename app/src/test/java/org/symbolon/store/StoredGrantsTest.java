package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.GrantsContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredGrantsTest extends GrantsContract {
  StoredGrantsTest(TestDatabases.Kind kind) {
    super(StorePorts.of(kind));
  }
}
