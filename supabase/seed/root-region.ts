/** Where an empty portal's tree begins; an administrator gives it its name. */
export const cityRoot = { key: 'root', level: 2, nameZh: '本市', nameEn: 'Our city' };
