package org.symbolon.conformance;

import java.util.Map;

/** {@code oidcc-formpost-basic-certification-test-plan}. */
class FormPostBasicPlanTest extends CodePlan {
  FormPostBasicPlanTest() {
    super(Map.of("response_mode", "form_post"));
  }
}
