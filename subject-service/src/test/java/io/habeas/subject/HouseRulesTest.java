package io.habeas.subject;

import io.habeas.house.HouseRules;

class HouseRulesTest extends HouseRules {

  HouseRulesTest() {
    super("io.habeas.subject");
  }
}
