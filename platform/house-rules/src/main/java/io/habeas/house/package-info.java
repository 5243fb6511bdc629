/** The house's rules as tests: each service extends {@link io.habeas.house.HouseRules} once. */
package io.habeas.house;
