/**
 * Parts as processes of the operating system: started with their own log, known by a pid file that
 * no stranger's process can be mistaken for, asked when they are ready, and stopped for certain.
 */
package io.habeas.local.process;
