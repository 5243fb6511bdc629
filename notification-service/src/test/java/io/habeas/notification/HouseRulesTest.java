package io.habeas.notification;

import io.habeas.house.HouseRules;

class HouseRulesTest extends HouseRules {
  HouseRulesTest() {
    super("io.habeas.notification");
  }
}
