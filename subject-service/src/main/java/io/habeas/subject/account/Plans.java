package io.habeas.subject.account;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The plans of a batch.
 *
 * @param lawful to be carried out
 * @param refused of accounts with somebody who was erased
 */
record Plans(List<AccountPlan> lawful, List<AccountPlan> refused) {

  static Plans of(List<AccountPlan> plans) {
    return new Plans(
        plans.stream().filter(plan -> !plan.meetsErased()).toList(),
        plans.stream().filter(AccountPlan::meetsErased).toList());
  }

  Outcome outcome() {
    return new Outcome(
        lawful.stream().map(AccountPlan::outcome).toList(),
        refused.stream().map(plan -> plan.account().number()).collect(Collectors.toSet()));
  }
}
