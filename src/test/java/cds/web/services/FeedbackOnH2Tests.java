package cds.web.services;

/** On the database that is there without being set up. */
class FeedbackOnH2Tests extends FeedbackOnADatabase {}
