create schema calendar;
