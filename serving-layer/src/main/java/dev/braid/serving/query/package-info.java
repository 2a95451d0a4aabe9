/** Queries as they run: admitted, listed, pulled page by page, stopped. */
package dev.braid.serving.query;
