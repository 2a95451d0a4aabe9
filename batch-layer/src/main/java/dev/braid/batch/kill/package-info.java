/** Lets the torture harness kill a batch run at a chosen moment. */
package dev.braid.batch.kill;
