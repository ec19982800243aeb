package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.CodesContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredCodesTest extends CodesContract {
  StoredCodesTest(TestDatabases.Kind kind) {
    super(StorePorts.of(kind));
  }
}
