/**
 * The tables of the sign-in library, with the columns that it asks for in version 1.7.25 (e-mail with password, second
 * factor). Its instants are ISO 8601, its truths 0 and 1. They are part of a released step: when the library asks for
 * more, that is a further step.
 */
export const signInTables = `
  CREATE TABLE sign_in_users(
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    emailVerified INTEGER NOT NULL,
    image TEXT,
    createdAt TEXT NOT NULL,
    updatedAt TEXT NOT NULL,
    twoFactorEnabled INTEGER
  ) STRICT;
  CREATE TABLE sign_in_credentials(
    id TEXT NOT NULL PRIMARY KEY,
    accountId TEXT NOT NULL,
    providerId TEXT NOT NULL,
    userId TEXT NOT NULL REFERENCES sign_in_users ON DELETE CASCADE,
    accessToken TEXT,
    refreshToken TEXT,
    idToken TEXT,
    accessTokenExpiresAt TEXT,
    refreshTokenExpiresAt TEXT,
    scope TEXT,
    password TEXT,
    createdAt TEXT NOT NULL,
    updatedAt TEXT NOT NULL
  ) STRICT;
  CREATE INDEX sign_in_credentials_of_user ON sign_in_credentials(userId);
  CREATE TABLE sign_in_second_factors(
    id TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL,
    backupCodes TEXT NOT NULL,
    userId TEXT NOT NULL REFERENCES sign_in_users ON DELETE CASCADE,
    verified INTEGER,
    failedVerificationCount INTEGER,
    lockedUntil TEXT
  ) STRICT;
  CREATE INDEX sign_in_second_factors_of_user ON sign_in_second_factors(userId);
`;
