/**
 * Holds the chart to its promises: every set of values in {@code ci} is linted, rendered by Helm
 * and read strictly as the objects that Kubernetes knows.
 */
package io.habeas.k8s;
