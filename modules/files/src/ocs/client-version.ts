/** The version whose client API this is; clients choose features by it. */
export const clientVersion = { major: 32, minor: 0, micro: 1, text: '32.0.1', full: '32.0.1.2' } as const;

export const productName = 'Landescloud';
