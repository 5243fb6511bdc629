package io.habeas.disclosure;

import io.habeas.house.HouseRules;

class HouseRulesTest extends HouseRules {

  HouseRulesTest() {
    super("io.habeas.disclosure");
  }
}
