package io.habeas.consent;

import io.habeas.house.HouseRules;

class HouseRulesTest extends HouseRules {

  HouseRulesTest() {
    super("io.habeas.consent");
  }
}
