package org.symbolon.conformance;

import java.util.Map;

/** {@code oidcc-basic-certification-test-plan}, with configured clients. */
class BasicPlanTest extends CodePlan {
  BasicPlanTest() {
    super(Map.of());
  }
}
