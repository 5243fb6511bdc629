/** Serves the web app: one page whose paths the browser routes itself. */
package io.habeas.gateway.web;
