package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.grant.FamiliesContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredFamiliesTest extends FamiliesContract {
  StoredFamiliesTest(TestDatabases.Kind kind) {
    super(StorePorts.of(kind));
  }
}
