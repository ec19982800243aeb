package org.symbolon.store;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.symbolon.login.ConsentsContract;

@ParameterizedClass
@EnumSource(TestDatabases.Kind.class)
final class StoredConsentsTest extends ConsentsContract {
  StoredConsentsTest(TestDatabases.Kind kind) {
    super(TestDatabases.shared(kind).store().consents());
  }
}
