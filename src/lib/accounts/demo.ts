import type { StaffRole } from '$lib/domain/roles';

/**
 * The people of the demo town who can be tried out. The seed creates them, the sign-in pages list them, in demo mode
 * alone; nobody and nothing here is real.
 */
export interface DemoResident {
	key: string;
	name: string;
	nameEn: string;
	phone: string;
}

export interface DemoStaff {
	key: string;
	role: StaffRole;
	name: string;
	nameEn: string;
	mail: string;
	/** Base32. */
	totpSecret: string;
}

export const demoPassword = 'dianti-demo-2026';

export const demoResidents: DemoResident[] = [
	{ key: 'zhang', name: '张秀英', nameEn: 'Zhang Xiuying', phone: '13800000001' },
	{ key: 'li', name: '李建国', nameEn: 'Li Jianguo', phone: '13800000002' },
	{ key: 'wang', name: '王小雨', nameEn: 'Wang Xiaoyu', phone: '13800000003' }
];

export const demoStaff: DemoStaff[] = [
	{
		key: 'intake',
		role: 'intake_officer',
		name: '周敏',
		nameEn: 'Zhou Min',
		mail: 'intake@dianti.example',
		totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXA'
	},
	{
		key: 'officer',
		role: 'officer',
		name: '陈立',
		nameEn: 'Chen Li',
		mail: 'officer@dianti.example',
		totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXB'
	},
	{
		key: 'lead',
		role: 'department_lead',
		name: '赵文华',
		nameEn: 'Zhao Wenhua',
		mail: 'lead@dianti.example',
		totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXC'
	},
	{
		key: 'collector',
		role: 'collector',
		name: '吴桂兰',
		nameEn: 'Wu Guilan',
		mail: 'collector@dianti.example',
		totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXD'
	},
	{
		key: 'supervisor',
		role: 'supervisor',
		name: '孙志强',
		nameEn: 'Sun Zhiqiang',
		mail: 'supervisor@dianti.example',
		totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXE'
	},
	{
		key: 'commission',
		role: 'commission_lead',
		name: '郑国平',
		nameEn: 'Zheng Guoping',
		mail: 'commission@dianti.example',
		totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXF'
	},
	{
		key: 'administrator',
		role: 'administrator',
		name: '林晓东',
		nameEn: 'Lin Xiaodong',
		mail: 'admin@dianti.example',
		totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXG'
	}
];
