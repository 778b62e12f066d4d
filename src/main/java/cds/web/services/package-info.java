/**
 * The CDS services over HTTP: discovery, calls and feedback, each body read and checked within its
 * limits of size and time.
 */
@NullMarked
package cds.web.services;

import org.jspecify.annotations.NullMarked;
