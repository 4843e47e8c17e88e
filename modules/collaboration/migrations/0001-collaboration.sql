create schema collaboration;
