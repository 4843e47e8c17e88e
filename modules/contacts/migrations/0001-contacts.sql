create schema contacts;
