/**
 * A believable hosting company, loaded through the suite's public APIs: partners, a policy, two
 * hundred customers with their choices, a few releases, and a policy change that is announced. The
 * same every time, and loading it twice changes nothing.
 */
package io.habeas.local.demo;
