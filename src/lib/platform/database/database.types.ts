export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

export type Database = {
	public: {
		Tables: {
			assignments: {
				Row: {
					assigned_at: string;
					department_key: string;
					ended_at: string | null;
					id: number;
					is_lead: boolean;
					issue_id: number;
					round: number;
				};
				ComputedFields: never;
				Insert: {
					assigned_at?: string;
					department_key: string;
					ended_at?: string | null;
					id?: never;
					is_lead: boolean;
					issue_id: number;
					round: number;
				};
				Update: {
					assigned_at?: string;
					department_key?: string;
					ended_at?: string | null;
					id?: never;
					is_lead?: boolean;
					issue_id?: number;
					round?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'assignments_department_key_fkey';
						columns: ['department_key'];
						isOneToOne: false;
						referencedRelation: 'departments';
						referencedColumns: ['key'];
					},
					{
						foreignKeyName: 'assignments_issue_id_fkey';
						columns: ['issue_id'];
						isOneToOne: false;
						referencedRelation: 'issues';
						referencedColumns: ['id'];
					}
				];
			};
			attachments: {
				Row: {
					added_at: string;
					bytes: number;
					height: number | null;
					id: string;
					issue_id: number;
					media_type: string;
					position: number;
					removed_at: string | null;
					response_round: number | null;
					storage_path: string;
					width: number | null;
				};
				ComputedFields: never;
				Insert: {
					added_at?: string;
					bytes: number;
					height?: number | null;
					id?: string;
					issue_id: number;
					media_type: string;
					position: number;
					removed_at?: string | null;
					response_round?: number | null;
					storage_path: string;
					width?: number | null;
				};
				Update: {
					added_at?: string;
					bytes?: number;
					height?: number | null;
					id?: string;
					issue_id?: number;
					media_type?: string;
					position?: number;
					removed_at?: string | null;
					response_round?: number | null;
					storage_path?: string;
					width?: number | null;
				};
				Relationships: [
					{
						foreignKeyName: 'attachments_issue_id_fkey';
						columns: ['issue_id'];
						isOneToOne: false;
						referencedRelation: 'issues';
						referencedColumns: ['id'];
					}
				];
			};
			categories: {
				Row: {
					is_active: boolean;
					key: string;
					name_en: string;
					name_zh: string;
					position: number;
					version: number;
				};
				ComputedFields: never;
				Insert: {
					is_active?: boolean;
					key: string;
					name_en: string;
					name_zh: string;
					position: number;
					version?: number;
				};
				Update: {
					is_active?: boolean;
					key?: string;
					name_en?: string;
					name_zh?: string;
					position?: number;
					version?: number;
				};
				Relationships: [];
			};
			clocks: {
				Row: {
					department_key: string | null;
					due_at: string;
					ended_at: string | null;
					id: number;
					is_imported: boolean;
					issue_id: number;
					kind: Database['public']['Enums']['clock_kind'];
					met_at: string | null;
					paused_at: string | null;
					region_id: number;
					round: number;
					started_at: string;
				};
				ComputedFields: never;
				Insert: {
					department_key?: string | null;
					due_at: string;
					ended_at?: string | null;
					id?: never;
					is_imported?: boolean;
					issue_id: number;
					kind: Database['public']['Enums']['clock_kind'];
					met_at?: string | null;
					paused_at?: string | null;
					region_id: number;
					round: number;
					started_at?: string;
				};
				Update: {
					department_key?: string | null;
					due_at?: string;
					ended_at?: string | null;
					id?: never;
					is_imported?: boolean;
					issue_id?: number;
					kind?: Database['public']['Enums']['clock_kind'];
					met_at?: string | null;
					paused_at?: string | null;
					region_id?: number;
					round?: number;
					started_at?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'clocks_department_key_fkey';
						columns: ['department_key'];
						isOneToOne: false;
						referencedRelation: 'departments';
						referencedColumns: ['key'];
					},
					{
						foreignKeyName: 'clocks_issue_id_fkey';
						columns: ['issue_id'];
						isOneToOne: false;
						referencedRelation: 'issues';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'clocks_region_id_fkey';
						columns: ['region_id'];
						isOneToOne: false;
						referencedRelation: 'regions';
						referencedColumns: ['id'];
					}
				];
			};
			commitments: {
				Row: {
					actual: number | null;
					created_at: string;
					department_key: string;
					due_on: string;
					id: number;
					issue_id: number;
					kept_at: string | null;
					measure: string;
					owner: string;
					round: number;
					target: number | null;
					unit: string;
					version: number;
				};
				ComputedFields: never;
				Insert: {
					actual?: number | null;
					created_at?: string;
					department_key: string;
					due_on: string;
					id?: never;
					issue_id: number;
					kept_at?: string | null;
					measure: string;
					owner: string;
					round: number;
					target?: number | null;
					unit?: string;
					version?: number;
				};
				Update: {
					actual?: number | null;
					created_at?: string;
					department_key?: string;
					due_on?: string;
					id?: never;
					issue_id?: number;
					kept_at?: string | null;
					measure?: string;
					owner?: string;
					round?: number;
					target?: number | null;
					unit?: string;
					version?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'commitments_department_key_fkey';
						columns: ['department_key'];
						isOneToOne: false;
						referencedRelation: 'departments';
						referencedColumns: ['key'];
					},
					{
						foreignKeyName: 'commitments_issue_id_fkey';
						columns: ['issue_id'];
						isOneToOne: false;
						referencedRelation: 'issues';
						referencedColumns: ['id'];
					}
				];
			};
			deadline_rules: {
				Row: {
					category_key: string | null;
					days: number;
					id: number;
					kind: Database['public']['Enums']['clock_kind'];
					level: number | null;
				};
				ComputedFields: never;
				Insert: {
					category_key?: string | null;
					days: number;
					id?: never;
					kind: Database['public']['Enums']['clock_kind'];
					level?: number | null;
				};
				Update: {
					category_key?: string | null;
					days?: number;
					id?: never;
					kind?: Database['public']['Enums']['clock_kind'];
					level?: number | null;
				};
				Relationships: [
					{
						foreignKeyName: 'deadline_rules_category_key_fkey';
						columns: ['category_key'];
						isOneToOne: false;
						referencedRelation: 'categories';
						referencedColumns: ['key'];
					}
				];
			};
			departments: {
				Row: {
					duty_en: string;
					duty_zh: string;
					is_active: boolean;
					key: string;
					name_en: string;
					name_zh: string;
					phone: string | null;
					region_id: number;
					version: number;
				};
				ComputedFields: never;
				Insert: {
					duty_en?: string;
					duty_zh?: string;
					is_active?: boolean;
					key: string;
					name_en: string;
					name_zh: string;
					phone?: string | null;
					region_id: number;
					version?: number;
				};
				Update: {
					duty_en?: string;
					duty_zh?: string;
					is_active?: boolean;
					key?: string;
					name_en?: string;
					name_zh?: string;
					phone?: string | null;
					region_id?: number;
					version?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'departments_region_id_fkey';
						columns: ['region_id'];
						isOneToOne: false;
						referencedRelation: 'regions';
						referencedColumns: ['id'];
					}
				];
			};
			issue_counters: {
				Row: {
					brought_along: number;
					follows: number;
					issue_id: number;
					votes: number;
				};
				ComputedFields: never;
				Insert: {
					brought_along?: number;
					follows?: number;
					issue_id: number;
					votes?: number;
				};
				Update: {
					brought_along?: number;
					follows?: number;
					issue_id?: number;
					votes?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'issue_counters_issue_id_fkey';
						columns: ['issue_id'];
						isOneToOne: true;
						referencedRelation: 'issues';
						referencedColumns: ['id'];
					}
				];
			};
			issue_events: {
				Row: {
					actor_department: string | null;
					actor_role: Database['public']['Enums']['actor_role'];
					at: string;
					from_status: Database['public']['Enums']['issue_status'] | null;
					id: number;
					issue_id: number;
					kind: string;
					payload: NonNullable<Json>;
					round: number;
					to_status: Database['public']['Enums']['issue_status'] | null;
					visibility: Database['public']['Enums']['event_visibility'];
				};
				ComputedFields: never;
				Insert: {
					actor_department?: string | null;
					actor_role: Database['public']['Enums']['actor_role'];
					at?: string;
					from_status?: Database['public']['Enums']['issue_status'] | null;
					id?: never;
					issue_id: number;
					kind: string;
					payload?: NonNullable<Json>;
					round: number;
					to_status?: Database['public']['Enums']['issue_status'] | null;
					visibility: Database['public']['Enums']['event_visibility'];
				};
				Update: {
					actor_department?: string | null;
					actor_role?: Database['public']['Enums']['actor_role'];
					at?: string;
					from_status?: Database['public']['Enums']['issue_status'] | null;
					id?: never;
					issue_id?: number;
					kind?: string;
					payload?: NonNullable<Json>;
					round?: number;
					to_status?: Database['public']['Enums']['issue_status'] | null;
					visibility?: Database['public']['Enums']['event_visibility'];
				};
				Relationships: [
					{
						foreignKeyName: 'issue_events_actor_department_fkey';
						columns: ['actor_department'];
						isOneToOne: false;
						referencedRelation: 'departments';
						referencedColumns: ['key'];
					},
					{
						foreignKeyName: 'issue_events_issue_id_fkey';
						columns: ['issue_id'];
						isOneToOne: false;
						referencedRelation: 'issues';
						referencedColumns: ['id'];
					}
				];
			};
			issues: {
				Row: {
					answer_settles: boolean;
					answered_at: string | null;
					answered_round: number | null;
					author_shown: string | null;
					body: string;
					category_key: string;
					channel: Database['public']['Enums']['issue_channel'];
					external_id: string | null;
					id: number;
					is_imported: boolean;
					is_public: boolean;
					lead_department_key: string | null;
					mask_version: number;
					merged_into: number | null;
					path: unknown;
					published_at: string | null;
					region_id: number;
					rejection_reason: string | null;
					round: number;
					source: string;
					stage: Database['public']['Enums']['issue_stage'] | null;
					status: Database['public']['Enums']['issue_status'];
					status_at: string;
					submitted_at: string;
					title: string;
					tokenizer_version: number;
					tokens: string[];
					told_at: string;
					told_level: number | null;
					version: number;
				};
				ComputedFields: never;
				Insert: {
					answer_settles?: boolean;
					answered_at?: string | null;
					answered_round?: number | null;
					author_shown?: string | null;
					body: string;
					category_key: string;
					channel?: Database['public']['Enums']['issue_channel'];
					external_id?: string | null;
					id?: number;
					is_imported?: boolean;
					is_public?: never;
					lead_department_key?: string | null;
					mask_version: number;
					merged_into?: number | null;
					path: unknown;
					published_at?: string | null;
					region_id: number;
					rejection_reason?: string | null;
					round?: number;
					source?: string;
					stage?: never;
					status?: Database['public']['Enums']['issue_status'];
					status_at?: string;
					submitted_at?: string;
					title: string;
					tokenizer_version: number;
					tokens?: string[];
					told_at?: string;
					told_level?: number | null;
					version?: number;
				};
				Update: {
					answer_settles?: boolean;
					answered_at?: string | null;
					answered_round?: number | null;
					author_shown?: string | null;
					body?: string;
					category_key?: string;
					channel?: Database['public']['Enums']['issue_channel'];
					external_id?: string | null;
					id?: number;
					is_imported?: boolean;
					is_public?: never;
					lead_department_key?: string | null;
					mask_version?: number;
					merged_into?: number | null;
					path?: unknown;
					published_at?: string | null;
					region_id?: number;
					rejection_reason?: string | null;
					round?: number;
					source?: string;
					stage?: never;
					status?: Database['public']['Enums']['issue_status'];
					status_at?: string;
					submitted_at?: string;
					title?: string;
					tokenizer_version?: number;
					tokens?: string[];
					told_at?: string;
					told_level?: number | null;
					version?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'issues_category_key_fkey';
						columns: ['category_key'];
						isOneToOne: false;
						referencedRelation: 'categories';
						referencedColumns: ['key'];
					},
					{
						foreignKeyName: 'issues_lead_department_key_fkey';
						columns: ['lead_department_key'];
						isOneToOne: false;
						referencedRelation: 'departments';
						referencedColumns: ['key'];
					},
					{
						foreignKeyName: 'issues_merged_into_fkey';
						columns: ['merged_into'];
						isOneToOne: false;
						referencedRelation: 'issues';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'issues_region_id_fkey';
						columns: ['region_id'];
						isOneToOne: false;
						referencedRelation: 'regions';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'issues_rejection_reason_fkey';
						columns: ['rejection_reason'];
						isOneToOne: false;
						referencedRelation: 'rejection_reasons';
						referencedColumns: ['key'];
					}
				];
			};
			operator_notice: {
				Row: {
					id: number;
					shown_until: string | null;
					text_en: string;
					text_zh: string;
					version: number;
				};
				ComputedFields: never;
				Insert: {
					id?: number;
					shown_until?: string | null;
					text_en?: string;
					text_zh?: string;
					version?: number;
				};
				Update: {
					id?: number;
					shown_until?: string | null;
					text_en?: string;
					text_zh?: string;
					version?: number;
				};
				Relationships: [];
			};
			ratings: {
				Row: {
					by_author: boolean;
					changed_at: string;
					comment: string;
					id: number;
					rated_at: string;
					response_id: number;
					revision: number;
					satisfaction: number;
					solved: boolean | null;
					to_the_point: boolean | null;
				};
				ComputedFields: never;
				Insert: {
					by_author: boolean;
					changed_at?: string;
					comment?: string;
					id?: never;
					rated_at?: string;
					response_id: number;
					revision: number;
					satisfaction: number;
					solved?: boolean | null;
					to_the_point?: boolean | null;
				};
				Update: {
					by_author?: boolean;
					changed_at?: string;
					comment?: string;
					id?: never;
					rated_at?: string;
					response_id?: number;
					revision?: number;
					satisfaction?: number;
					solved?: boolean | null;
					to_the_point?: boolean | null;
				};
				Relationships: [
					{
						foreignKeyName: 'ratings_response_id_fkey';
						columns: ['response_id'];
						isOneToOne: false;
						referencedRelation: 'responses';
						referencedColumns: ['id'];
					}
				];
			};
			region_codes: {
				Row: {
					code: string;
					region_id: number;
					valid_from: string;
					valid_to: string | null;
				};
				ComputedFields: never;
				Insert: {
					code: string;
					region_id: number;
					valid_from?: string;
					valid_to?: string | null;
				};
				Update: {
					code?: string;
					region_id?: number;
					valid_from?: string;
					valid_to?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'region_codes_region_id_fkey';
						columns: ['region_id'];
						isOneToOne: false;
						referencedRelation: 'regions';
						referencedColumns: ['id'];
					}
				];
			};
			regions: {
				Row: {
					id: number;
					is_active: boolean;
					key: string;
					level: number;
					name_en: string;
					name_zh: string;
					parent_id: number | null;
					path: unknown;
					version: number;
				};
				ComputedFields: never;
				Insert: {
					id?: number;
					is_active?: boolean;
					key: string;
					level: number;
					name_en: string;
					name_zh: string;
					parent_id?: number | null;
					path: unknown;
					version?: number;
				};
				Update: {
					id?: number;
					is_active?: boolean;
					key?: string;
					level?: number;
					name_en?: string;
					name_zh?: string;
					parent_id?: number | null;
					path?: unknown;
					version?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'regions_parent_id_fkey';
						columns: ['parent_id'];
						isOneToOne: false;
						referencedRelation: 'regions';
						referencedColumns: ['id'];
					}
				];
			};
			rejection_reasons: {
				Row: {
					key: string;
					label_en: string;
					label_zh: string;
					position: number;
					text_en: string;
					text_zh: string;
				};
				ComputedFields: never;
				Insert: {
					key: string;
					label_en: string;
					label_zh: string;
					position: number;
					text_en: string;
					text_zh: string;
				};
				Update: {
					key?: string;
					label_en?: string;
					label_zh?: string;
					position?: number;
					text_en?: string;
					text_zh?: string;
				};
				Relationships: [];
			};
			repeat_events: {
				Row: {
					actor_role: Database['public']['Enums']['actor_role'];
					at: string;
					category_key: string | null;
					group_id: number;
					id: number;
					issues: number[];
					kind: string;
					note: string | null;
				};
				ComputedFields: never;
				Insert: {
					actor_role: Database['public']['Enums']['actor_role'];
					at?: string;
					category_key?: string | null;
					group_id: number;
					id?: never;
					issues?: number[];
					kind: string;
					note?: string | null;
				};
				Update: {
					actor_role?: Database['public']['Enums']['actor_role'];
					at?: string;
					category_key?: string | null;
					group_id?: number;
					id?: never;
					issues?: number[];
					kind?: string;
					note?: string | null;
				};
				Relationships: [
					{
						foreignKeyName: 'repeat_events_category_key_fkey';
						columns: ['category_key'];
						isOneToOne: false;
						referencedRelation: 'categories';
						referencedColumns: ['key'];
					},
					{
						foreignKeyName: 'repeat_events_group_id_fkey';
						columns: ['group_id'];
						isOneToOne: false;
						referencedRelation: 'repeat_groups';
						referencedColumns: ['id'];
					}
				];
			};
			repeat_groups: {
				Row: {
					category_key: string;
					id: number;
					made_at: string;
					note: string;
					version: number;
				};
				ComputedFields: never;
				Insert: {
					category_key: string;
					id?: never;
					made_at?: string;
					note?: string;
					version?: number;
				};
				Update: {
					category_key?: string;
					id?: never;
					made_at?: string;
					note?: string;
					version?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'repeat_groups_category_key_fkey';
						columns: ['category_key'];
						isOneToOne: false;
						referencedRelation: 'categories';
						referencedColumns: ['key'];
					}
				];
			};
			repeat_members: {
				Row: {
					added_at: string;
					group_id: number;
					issue_id: number;
				};
				ComputedFields: never;
				Insert: {
					added_at?: string;
					group_id: number;
					issue_id: number;
				};
				Update: {
					added_at?: string;
					group_id?: number;
					issue_id?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'repeat_members_group_id_fkey';
						columns: ['group_id'];
						isOneToOne: false;
						referencedRelation: 'repeat_groups';
						referencedColumns: ['id'];
					},
					{
						foreignKeyName: 'repeat_members_issue_id_fkey';
						columns: ['issue_id'];
						isOneToOne: true;
						referencedRelation: 'issues';
						referencedColumns: ['id'];
					}
				];
			};
			response_drafts: {
				Row: {
					body: string;
					department_key: string;
					issue_id: number;
					round: number;
					saved_at: string;
					version: number;
				};
				ComputedFields: never;
				Insert: {
					body: string;
					department_key: string;
					issue_id: number;
					round: number;
					saved_at?: string;
					version?: number;
				};
				Update: {
					body?: string;
					department_key?: string;
					issue_id?: number;
					round?: number;
					saved_at?: string;
					version?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'response_drafts_department_key_fkey';
						columns: ['department_key'];
						isOneToOne: false;
						referencedRelation: 'departments';
						referencedColumns: ['key'];
					},
					{
						foreignKeyName: 'response_drafts_issue_id_fkey';
						columns: ['issue_id'];
						isOneToOne: false;
						referencedRelation: 'issues';
						referencedColumns: ['id'];
					}
				];
			};
			response_revisions: {
				Row: {
					body: string;
					published_at: string;
					reason: string;
					response_id: number;
					revision: number;
				};
				ComputedFields: never;
				Insert: {
					body: string;
					published_at?: string;
					reason?: string;
					response_id: number;
					revision: number;
				};
				Update: {
					body?: string;
					published_at?: string;
					reason?: string;
					response_id?: number;
					revision?: number;
				};
				Relationships: [
					{
						foreignKeyName: 'response_revisions_response_id_fkey';
						columns: ['response_id'];
						isOneToOne: false;
						referencedRelation: 'responses';
						referencedColumns: ['id'];
					}
				];
			};
			responses: {
				Row: {
					body: string;
					department_key: string;
					id: number;
					is_imported: boolean;
					issue_id: number;
					mask_version: number;
					published_at: string;
					reopened_at: string | null;
					revised_at: string | null;
					revision: number;
					round: number;
					says_resolved: boolean;
					tokenizer_version: number;
					tokens: string[];
				};
				ComputedFields: never;
				Insert: {
					body: string;
					department_key: string;
					id?: never;
					is_imported?: boolean;
					issue_id: number;
					mask_version: number;
					published_at?: string;
					reopened_at?: string | null;
					revised_at?: string | null;
					revision?: number;
					round: number;
					says_resolved: boolean;
					tokenizer_version: number;
					tokens?: string[];
				};
				Update: {
					body?: string;
					department_key?: string;
					id?: never;
					is_imported?: boolean;
					issue_id?: number;
					mask_version?: number;
					published_at?: string;
					reopened_at?: string | null;
					revised_at?: string | null;
					revision?: number;
					round?: number;
					says_resolved?: boolean;
					tokenizer_version?: number;
					tokens?: string[];
				};
				Relationships: [
					{
						foreignKeyName: 'responses_department_key_fkey';
						columns: ['department_key'];
						isOneToOne: false;
						referencedRelation: 'departments';
						referencedColumns: ['key'];
					},
					{
						foreignKeyName: 'responses_issue_id_fkey';
						columns: ['issue_id'];
						isOneToOne: false;
						referencedRelation: 'issues';
						referencedColumns: ['id'];
					}
				];
			};
			role_grants: {
				Row: {
					account_id: string;
					department_key: string | null;
					granted_by: string | null;
					id: number;
					region_id: number;
					revoked_at: string | null;
					role: Database['public']['Enums']['actor_role'];
					valid_from: string;
				};
				ComputedFields: never;
				Insert: {
					account_id: string;
					department_key?: string | null;
					granted_by?: string | null;
					id?: never;
					region_id: number;
					revoked_at?: string | null;
					role: Database['public']['Enums']['actor_role'];
					valid_from?: string;
				};
				Update: {
					account_id?: string;
					department_key?: string | null;
					granted_by?: string | null;
					id?: never;
					region_id?: number;
					revoked_at?: string | null;
					role?: Database['public']['Enums']['actor_role'];
					valid_from?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'role_grants_department_key_fkey';
						columns: ['department_key'];
						isOneToOne: false;
						referencedRelation: 'departments';
						referencedColumns: ['key'];
					},
					{
						foreignKeyName: 'role_grants_region_id_fkey';
						columns: ['region_id'];
						isOneToOne: false;
						referencedRelation: 'regions';
						referencedColumns: ['id'];
					}
				];
			};
			score_corrections: {
				Row: {
					id: number;
					note: string;
					payload: NonNullable<Json>;
					payload_hash: string;
					publication_id: number;
					published_at: string;
				};
				ComputedFields: never;
				Insert: {
					id?: never;
					note: string;
					payload: NonNullable<Json>;
					payload_hash: string;
					publication_id: number;
					published_at?: string;
				};
				Update: {
					id?: never;
					note?: string;
					payload?: NonNullable<Json>;
					payload_hash?: string;
					publication_id?: number;
					published_at?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'score_corrections_publication_id_fkey';
						columns: ['publication_id'];
						isOneToOne: false;
						referencedRelation: 'score_publications';
						referencedColumns: ['id'];
					}
				];
			};
			score_publications: {
				Row: {
					from_month: string;
					id: number;
					note: string;
					payload: NonNullable<Json>;
					payload_hash: string;
					published_at: string;
					region_id: number;
					to_month: string;
				};
				ComputedFields: never;
				Insert: {
					from_month: string;
					id?: never;
					note?: string;
					payload: NonNullable<Json>;
					payload_hash: string;
					published_at?: string;
					region_id: number;
					to_month: string;
				};
				Update: {
					from_month?: string;
					id?: never;
					note?: string;
					payload?: NonNullable<Json>;
					payload_hash?: string;
					published_at?: string;
					region_id?: number;
					to_month?: string;
				};
				Relationships: [
					{
						foreignKeyName: 'score_publications_region_id_fkey';
						columns: ['region_id'];
						isOneToOne: false;
						referencedRelation: 'regions';
						referencedColumns: ['id'];
					}
				];
			};
			status_transitions: {
				Row: {
					from_status: Database['public']['Enums']['issue_status'] | null;
					role: Database['public']['Enums']['actor_role'];
					to_status: Database['public']['Enums']['issue_status'];
				};
				ComputedFields: never;
				Insert: {
					from_status?: Database['public']['Enums']['issue_status'] | null;
					role: Database['public']['Enums']['actor_role'];
					to_status: Database['public']['Enums']['issue_status'];
				};
				Update: {
					from_status?: Database['public']['Enums']['issue_status'] | null;
					role?: Database['public']['Enums']['actor_role'];
					to_status?: Database['public']['Enums']['issue_status'];
				};
				Relationships: [];
			};
		};
		Views: {
			rating_summaries: {
				Row: {
					comments: number | null;
					dissatisfied: number | null;
					fairly_satisfied: number | null;
					ratings: number | null;
					response_id: number;
					satisfied: number | null;
					solved: number | null;
					solved_asked: number | null;
					to_the_point: number | null;
					to_the_point_asked: number | null;
					very_dissatisfied: number | null;
					very_satisfied: number | null;
				};
				ComputedFields: never;
				Relationships: [
					{
						foreignKeyName: 'ratings_response_id_fkey';
						columns: ['response_id'];
						isOneToOne: false;
						referencedRelation: 'responses';
						referencedColumns: ['id'];
					}
				];
			};
		};
		Functions: {
			accept_invitation: {
				Args: {
					password_hash: string;
					staff_name: string;
					token_hash: string;
					totp_secret: string;
					totp_step: number;
				};
				Returns: string;
			};
			add_attachment: {
				Args: {
					bytes: number;
					height: number;
					issue: number;
					media_type: string;
					response_round?: number;
					storage_path: string;
					width: number;
				};
				Returns: string;
			};
			appeal_issue: { Args: { issue: number; reason: string }; Returns: undefined };
			assign_issue: {
				Args: { cooperating?: string[]; issue: number; lead_department: string };
				Returns: undefined;
			};
			begin_password_change: {
				Args: { account: string };
				Returns: {
					password_hash: string;
				}[];
			};
			begin_staff_sign_in: {
				Args: { mail_hash: string; network: string };
				Returns: {
					account_id: string;
					password_hash: string;
				}[];
			};
			begin_totp: {
				Args: { account: string };
				Returns: {
					totp_secret: string;
				}[];
			};
			cast_session_votes: { Args: { issue_ids: number[]; session_ids: string[] }; Returns: string[] };
			cast_votes: { Args: { account_ids: string[]; issue_ids: number[] }; Returns: string[] };
			change_password: {
				Args: { account: string; body: string; new_hash: string; present_hash: string; subject: string };
				Returns: boolean;
			};
			changed_answers: {
				Args: { after_at?: string; after_response?: number; after_revision?: number; page_size?: number };
				Returns: {
					after: string;
					before: string;
					department_key: string;
					issue_id: number;
					published_at: string;
					reason: string;
					response_id: number;
					revision: number;
					title: string;
				}[];
			};
			changes_since: {
				Args: { seen?: string };
				Returns: {
					changes: Json;
					is_gap: boolean;
					today: string;
					upto: string;
				}[];
			};
			claim_issue: {
				Args: { issue: number; take_over?: boolean };
				Returns: {
					claimed_at: string;
					holder: string;
					is_mine: boolean;
					until: string;
				}[];
			};
			close_session: { Args: { session: string }; Returns: undefined };
			close_sessions: { Args: { account: string }; Returns: undefined };
			complete_issue: {
				Args: {
					body: string;
					body_original: string;
					issue: number;
					mask_version: number;
					title: string;
					title_original: string;
					tokenizer_version: number;
					tokens: string[];
				};
				Returns: undefined;
			};
			confirm_repeats: {
				Args: { category?: string; cluster: number; issues: number[]; note?: string };
				Returns: number;
			};
			confirm_uncontested: { Args: Record<PropertyKey, never>; Returns: number };
			correct_scores: { Args: { note: string; publication: number }; Returns: number };
			declare_resolved: { Args: { issue: number; note?: string }; Returns: undefined };
			department_answers: {
				Args: { after_at?: string; after_id?: number; department: string; page_size?: number };
				Returns: {
					body: string;
					id: number;
					is_imported: boolean;
					issue_id: number;
					published_at: string;
					round: number;
					status: Database['public']['Enums']['issue_status'];
					title: string;
				}[];
			};
			department_debts: {
				Args: { department: string; page_size?: number };
				Returns: {
					clock: Database['public']['Enums']['clock_kind'];
					due_at: string;
					issue_id: number;
					round: number;
					status: Database['public']['Enums']['issue_status'];
					title: string;
				}[];
			};
			department_promises: {
				Args: { department: string; page_size?: number };
				Returns: {
					due_on: string;
					id: number;
					issue_id: number;
					measure: string;
					status: Database['public']['Enums']['issue_status'];
					title: string;
				}[];
			};
			department_workload: {
				Args: { region?: number };
				Returns: {
					department_key: string;
					done: number;
					in_hand: number;
					oldest_due: string;
					overdue: number;
					owes_answer: number;
					waits_for_intake: number;
				}[];
			};
			desk_commitments: {
				Args: { after_due?: string; after_id?: number; department?: string; page_size?: number };
				Returns: {
					actual: number;
					department_key: string;
					due_on: string;
					id: number;
					issue_id: number;
					measure: string;
					owner: string;
					status: Database['public']['Enums']['issue_status'];
					target: number;
					title: string;
					unit: string;
				}[];
			};
			desk_counts: {
				Args: { department?: string };
				Returns: {
					commitments: number;
					commitments_overdue: number;
					cooperating: number;
					done: number;
					in_progress: number;
					overdue: number;
					owes_answer: number;
				}[];
			};
			desk_inbox: {
				Args: { after_at?: string; after_id?: number; department?: string; page_size?: number; tab?: string };
				Returns: {
					answered_at: string;
					assigned_at: string;
					category_key: string;
					clock: Database['public']['Enums']['clock_kind'];
					draft_saved_at: string;
					draft_version: number;
					due_at: string;
					id: number;
					is_lead: boolean;
					lead_department_key: string;
					region_id: number;
					round: number;
					sort_at: string;
					status: Database['public']['Enums']['issue_status'];
					title: string;
					votes: number;
				}[];
			};
			disable_account: { Args: { account: string }; Returns: undefined };
			dismiss_repeats: { Args: { cluster: number }; Returns: undefined };
			edit_public_copy: {
				Args: {
					body: string;
					expected_version: number;
					issue: number;
					mask_version: number;
					title: string;
					tokenizer_version: number;
					tokens: string[];
				};
				Returns: number;
			};
			edit_repeat_group: {
				Args: { category: string; expected_version: number; note?: string; repeat_group: number };
				Returns: undefined;
			};
			enable_account: { Args: { account: string }; Returns: undefined };
			end_my_session: { Args: { session: string }; Returns: undefined };
			finish_import: { Args: Record<PropertyKey, never>; Returns: undefined };
			follow_issue: { Args: { issue: number; wanted: boolean }; Returns: undefined };
			grant_role: {
				Args: {
					account: string;
					department?: string;
					region: number;
					role: Database['public']['Enums']['actor_role'];
				};
				Returns: undefined;
			};
			group_repeats: { Args: { category?: string; issues: number[]; note?: string }; Returns: number };
			import_account: { Args: { mail_hash: string }; Returns: string };
			import_issues: {
				Args: {
					acting_account: string;
					channel: Database['public']['Enums']['issue_channel'];
					department?: string;
					publish?: boolean;
					rows: string;
					source: string;
				};
				Returns: {
					code: string;
					issue_id: number;
					ord: number;
					outcome: string;
				}[];
			};
			intake_counts: {
				Args: Record<PropertyKey, never>;
				Returns: {
					appeal: number;
					assign: number;
					assign_again: number;
					author: number;
					changed: number;
					decide: number;
					flagged: number;
					in_all: number;
					overdue: number;
					waits_for_intake: number;
				}[];
			};
			intake_queue: {
				Args: { after_due?: string; after_id?: number; kind?: string; page_size?: number };
				Returns: {
					category_key: string;
					channel: Database['public']['Enums']['issue_channel'];
					clock_due_at: string;
					due_at: string;
					flags: number;
					held_until: string;
					holder: string;
					id: number;
					is_appeal: boolean;
					is_imported: boolean;
					is_mine: boolean;
					is_returned: boolean;
					region_id: number;
					round: number;
					status: Database['public']['Enums']['issue_status'];
					submitted_at: string;
					title: string;
					votes: number;
					waiting_since: string;
				}[];
			};
			invite_first: {
				Args: {
					locale: string;
					mail: string;
					mail_hash: string;
					region_en: string;
					region_key: string;
					region_level: number;
					region_zh: string;
					role: string;
					staff_name: string;
					token_hash: string;
				};
				Returns: undefined;
			};
			invite_staff: {
				Args: {
					body: string;
					departments: string[];
					granted_body: string;
					granted_subject: string;
					locale: string;
					mail: string;
					mail_hash: string;
					regions: number[];
					roles: string[];
					staff_name: string;
					subject: string;
					token_hash: string;
				};
				Returns: string;
			};
			leave_flagged: {
				Args: { issue: number; note: string; rating?: number; response?: number; seen: number };
				Returns: undefined;
			};
			likely_same: {
				Args: { except_issue?: number; page_size?: number; region?: number; words: string[] };
				Returns: {
					answer: string;
					answered_at: string;
					beginning: string;
					counts: number[];
					id: number;
					issues_counted: number;
					places: number[];
					region_id: number;
					status: Database['public']['Enums']['issue_status'];
					title: string;
					votes: number;
				}[];
			};
			likely_same_to: {
				Args: { issue: number; page_size?: number };
				Returns: {
					answer: string;
					answered_at: string;
					beginning: string;
					counts: number[];
					id: number;
					issues_counted: number;
					places: number[];
					region_id: number;
					status: Database['public']['Enums']['issue_status'];
					title: string;
					votes: number;
				}[];
			};
			list_invitations: {
				Args: Record<PropertyKey, never>;
				Returns: {
					expires_at: string;
					id: number;
					is_reset: boolean;
					mail: string;
					roles: Json;
					staff_name: string;
				}[];
			};
			list_issues: {
				Args: {
					after_id?: number;
					after_value?: string;
					category?: string;
					department?: string;
					page_size?: number;
					published_from?: string;
					published_to?: string;
					region?: number;
					sort?: string;
					stage?: string;
					statuses?: Database['public']['Enums']['issue_status'][];
					words?: string[];
				};
				Returns: {
					answered_at: string;
					author_shown: string;
					brought_along: number;
					category_key: string;
					channel: Database['public']['Enums']['issue_channel'];
					clock: Database['public']['Enums']['clock_kind'];
					due_at: string;
					excerpt: string;
					id: number;
					is_from_answer: boolean;
					is_imported: boolean;
					lead_department_key: string;
					published_at: string;
					region_id: number;
					round: number;
					sort_value: string;
					status: Database['public']['Enums']['issue_status'];
					title: string;
					told_at: string;
					votes: number;
				}[];
			};
			list_outbox: {
				Args: Record<PropertyKey, never>;
				Returns: {
					body: string;
					channel: string;
					created_at: string;
					id: number;
					kind: string;
					recipient: string;
					subject: string;
				}[];
			};
			list_overdue: {
				Args: {
					after_due?: string;
					after_id?: number;
					department?: string;
					kind?: Database['public']['Enums']['clock_kind'];
					page_size?: number;
					region?: number;
				};
				Returns: {
					category_key: string;
					clock: Database['public']['Enums']['clock_kind'];
					department_key: string;
					due_at: string;
					id: number;
					region_id: number;
					round: number;
					status: Database['public']['Enums']['issue_status'];
					title: string;
					votes: number;
				}[];
			};
			list_repeat_groups: {
				Args: { before_group?: number; page_size?: number };
				Returns: {
					category_key: string;
					first_told: string;
					id: number;
					issues: number;
					last_told: string;
					made_at: string;
					note: string;
				}[];
			};
			list_staff: {
				Args: Record<PropertyKey, never>;
				Returns: {
					account_id: string;
					disabled_at: string;
					grants: Json;
					last_seen_at: string;
					may_manage: boolean;
					staff_name: string;
				}[];
			};
			marks: {
				Args: { account_ids: string[]; issue_ids: number[] };
				Returns: {
					followed: boolean;
					is_author: boolean;
					ord: number;
					voted: boolean;
				}[];
			};
			merge_issue: { Args: { issue: number; reason?: string; remaining: number }; Returns: undefined };
			message_failed: { Args: { error: string; message: number }; Returns: undefined };
			message_sent: { Args: { message: number }; Returns: undefined };
			my_follows: {
				Args: Record<PropertyKey, never>;
				Returns: {
					followed_at: string;
					issue_id: number;
					status: Database['public']['Enums']['issue_status'];
					title: string;
				}[];
			};
			my_issues: {
				Args: Record<PropertyKey, never>;
				Returns: {
					answer_settles: boolean;
					answered_at: string | null;
					answered_round: number | null;
					author_shown: string | null;
					body: string;
					category_key: string;
					channel: Database['public']['Enums']['issue_channel'];
					external_id: string | null;
					id: number;
					is_imported: boolean;
					is_public: boolean;
					lead_department_key: string | null;
					mask_version: number;
					merged_into: number | null;
					path: unknown;
					published_at: string | null;
					region_id: number;
					rejection_reason: string | null;
					round: number;
					source: string;
					stage: Database['public']['Enums']['issue_stage'] | null;
					status: Database['public']['Enums']['issue_status'];
					status_at: string;
					submitted_at: string;
					title: string;
					tokenizer_version: number;
					tokens: string[];
					told_at: string;
					told_level: number | null;
					version: number;
				}[];
				SetofOptions: {
					from: '*';
					to: 'issues';
					isOneToOne: false;
					isSetofReturn: true;
				};
			};
			my_news: {
				Args: { before_id?: number; page_size?: number };
				Returns: {
					actor_department: string;
					actor_role: Database['public']['Enums']['actor_role'];
					at: string;
					event_id: number;
					is_new: boolean;
					issue_id: number;
					kind: string;
					round: number;
					status: Database['public']['Enums']['issue_status'];
					title: string;
				}[];
			};
			my_original: {
				Args: { issue: number };
				Returns: {
					body: string;
					title: string;
				}[];
			};
			my_rated: {
				Args: Record<PropertyKey, never>;
				Returns: {
					issue_id: number;
					rated_at: string;
					response_id: number;
					satisfaction: number;
					solved: boolean;
					title: string;
				}[];
			};
			my_rating: {
				Args: { issue: number };
				Returns: {
					changeable_until: string;
					comment: string;
					may_rate: boolean;
					rated_at: string;
					rating_id: number;
					response_id: number;
					satisfaction: number;
					solved: boolean;
					to_the_point: boolean;
				}[];
			};
			my_sessions: {
				Args: Record<PropertyKey, never>;
				Returns: {
					created_at: string;
					device: string;
					id: string;
					last_seen_at: string;
				}[];
			};
			my_settings: {
				Args: Record<PropertyKey, never>;
				Returns: {
					identifiers: Json;
					locale: string;
					staff_name: string;
					surname: string;
				}[];
			};
			my_votes: {
				Args: Record<PropertyKey, never>;
				Returns: {
					cast_at: string;
					issue_id: number;
					status: Database['public']['Enums']['issue_status'];
					title: string;
				}[];
			};
			near_words: {
				Args: { asked: string[] };
				Returns: {
					texts: number;
					typed: string;
					word: string;
				}[];
			};
			note_routing: {
				Args: { decided: string; issue: number; kind: string; proposed: string };
				Returns: undefined;
			};
			open_flags: {
				Args: { issue: number };
				Returns: {
					id: number;
					raised_at: string;
					rating_id: number;
					reason: string;
					response_id: number;
					times: number;
					words: string;
				}[];
			};
			open_invitation: {
				Args: { token_hash: string };
				Returns: {
					is_reset: boolean;
					locale: string;
					mail: string;
					staff_name: string;
				}[];
			};
			open_session: { Args: { account: string; device: string; session: string }; Returns: string };
			portal_now: { Args: Record<PropertyKey, never>; Returns: string };
			preview_merge: {
				Args: { issue: number; remaining: number };
				Returns: {
					answer: string;
					answered_at: string;
					both_follows: number;
					both_votes: number;
					carried_follows: number;
					carried_votes: number;
					category_key: string;
					follows: number;
					id: number;
					published_at: string;
					region_id: number;
					status: Database['public']['Enums']['issue_status'];
					title: string;
					votes: number;
				}[];
			};
			preview_scores: { Args: { from_month: string; region: number; to_month: string }; Returns: Json };
			publish_issue: {
				Args: {
					body?: string;
					category?: string;
					expected_version: number;
					issue: number;
					mask_version?: number;
					region?: number;
					title?: string;
					tokenizer_version?: number;
					tokens?: string[];
				};
				Returns: undefined;
			};
			publish_response: {
				Args: {
					body: string;
					expected_version: number;
					issue: number;
					mask_version: number;
					says_resolved: boolean;
					tokenizer_version: number;
					tokens: string[];
				};
				Returns: number;
			};
			publish_scores: {
				Args: { from_month: string; note?: string; region: number; to_month: string };
				Returns: number;
			};
			raise_flag: {
				Args: {
					flagger?: string;
					issue: number;
					network: string;
					rating?: number;
					reason: string;
					response?: number;
					words: string;
				};
				Returns: string;
			};
			rate_response: {
				Args: {
					comment?: string;
					comment_original?: string;
					response: number;
					satisfaction: number;
					seen_revision: number;
					solved?: boolean;
					to_the_point?: boolean;
				};
				Returns: undefined;
			};
			read_original: {
				Args: { issue: number };
				Returns: {
					body: string;
					title: string;
				}[];
			};
			read_redaction: {
				Args: { redaction: number };
				Returns: {
					before: string;
					part: string;
					passage: string;
					revision: number;
				}[];
			};
			read_typed: { Args: { rating?: number; response?: number }; Returns: string };
			redact_comment: {
				Args: {
					comment: string;
					passage: string;
					rating: number;
					reason: string;
					seen?: number;
					standing: string;
				};
				Returns: undefined;
			};
			redact_issue: {
				Args: {
					body: string;
					expected_version: number;
					issue: number;
					mask_version: number;
					passage: string;
					reason: string;
					seen?: number;
					title: string;
					tokenizer_version: number;
					tokens: string[];
				};
				Returns: undefined;
			};
			redact_response: {
				Args: {
					body: string;
					mask_version: number;
					passage: string;
					reason: string;
					response: number;
					seen?: number;
					standing: string;
					tokenizer_version: number;
					tokens: string[];
				};
				Returns: undefined;
			};
			redactions_of: {
				Args: { issue: number };
				Returns: {
					hidden_at: string;
					id: number;
					rating_id: number;
					reason: string;
					response_id: number;
					shown_at: string;
				}[];
			};
			redeem_change: {
				Args: {
					account: string;
					body: string;
					challenge: string;
					code_hash: string;
					session: string;
					subject: string;
				};
				Returns: string;
			};
			redeem_code: {
				Args: { challenge: string; code_hash: string };
				Returns: {
					account_id: string;
					outcome: string;
				}[];
			};
			redeem_confirmation: {
				Args: { account: string; challenge: string; code_hash: string; session: string };
				Returns: string;
			};
			reject_issue: { Args: { issue: number; note?: string; reason: string }; Returns: undefined };
			rejections_by_reason: {
				Args: { from_month: string; region?: number; to_month: string };
				Returns: {
					label_en: string;
					label_zh: string;
					n: number;
					reason: string;
				}[];
			};
			release_issue: { Args: { issue: number }; Returns: undefined };
			remove_attachment: { Args: { attachment: string }; Returns: undefined };
			remove_repeat: { Args: { issue: number }; Returns: boolean };
			reopen_issue: { Args: { issue: number; reason: string }; Returns: undefined };
			repeat_clusters: {
				Args: { before_cluster?: number; page_size?: number };
				Returns: {
					answer: string;
					category_key: string;
					channel: Database['public']['Enums']['issue_channel'];
					cluster: number;
					group_id: number;
					issue_id: number;
					region_id: number;
					score: number;
					status: Database['public']['Enums']['issue_status'];
					title: string;
					told_at: string;
					votes: number;
				}[];
			};
			report_progress: { Args: { issue: number; note: string }; Returns: undefined };
			request_change: {
				Args: {
					account: string;
					body: string;
					challenge: string;
					code_hash: string;
					hash: string;
					kind: string;
					locale: string;
					network: string;
					session: string;
					subject: string;
					value: string;
				};
				Returns: undefined;
			};
			request_code: {
				Args: {
					body: string;
					challenge: string;
					code_hash: string;
					consent_version: string;
					hash: string;
					kind: string;
					locale: string;
					network: string;
					subject: string;
					value: string;
				};
				Returns: undefined;
			};
			request_confirmation: {
				Args: {
					account: string;
					body: string;
					challenge: string;
					code_hash: string;
					kind: string;
					locale: string;
					network: string;
					subject: string;
				};
				Returns: undefined;
			};
			request_info: { Args: { issue: number; question: string }; Returns: undefined };
			reset_staff: {
				Args: { account: string; body: string; subject: string; token_hash: string };
				Returns: undefined;
			};
			resident_parts: {
				Args: { issue_ids: number[]; session_ids: string[] };
				Returns: {
					ord: number;
					supported: number[];
					unread: number;
				}[];
			};
			result_counts: {
				Args: {
					category?: string;
					department?: string;
					from_month: string;
					region?: number;
					to_month: string;
				};
				Returns: {
					measure: string;
					n: number;
				}[];
			};
			results: {
				Args: {
					category?: string;
					department?: string;
					from_month: string;
					grouped_by?: string;
					region?: number;
					to_month: string;
				};
				Returns: {
					denominator: number;
					group_key: string;
					measure: string;
					numerator: number;
					value: number;
				}[];
			};
			return_issue: { Args: { issue: number; reason: string }; Returns: undefined };
			revise_response: {
				Args: {
					body: string;
					body_original: string;
					expected_revision: number;
					mask_version: number;
					reason: string;
					response: number;
					tokenizer_version: number;
					tokens: string[];
				};
				Returns: number;
			};
			revoke_invitation: { Args: { invitation: number }; Returns: undefined };
			revoke_role: { Args: { grant_id: number }; Returns: undefined };
			routing_misses: {
				Args: Record<PropertyKey, never>;
				Returns: {
					decided: string;
					kind: string;
					proposed: string;
					times: number;
				}[];
			};
			routing_models_since: {
				Args: { known?: string };
				Returns: {
					kind: string;
					model: string;
					trained_at: string;
				}[];
			};
			routing_quality: {
				Args: Record<PropertyKey, never>;
				Returns: {
					accuracy: number;
					accuracy_of_commonest: number;
					accuracy_of_three: number;
					examples: number;
					followed: number;
					kind: string;
					proposed: number;
					trained_at: string;
				}[];
			};
			save_category: {
				Args: {
					is_active: boolean;
					key: string;
					name_en: string;
					name_zh: string;
					place: number;
					version: number;
				};
				Returns: string;
			};
			save_commitment: {
				Args: {
					actual?: number;
					commitment?: number;
					due_on: string;
					expected_version?: number;
					issue: number;
					kept?: boolean;
					measure: string;
					owner: string;
					target?: number;
					unit?: string;
				};
				Returns: number;
			};
			save_department: {
				Args: {
					duty_en: string;
					duty_zh: string;
					is_active: boolean;
					key: string;
					name_en: string;
					name_zh: string;
					phone: string;
					region: number;
					version: number;
				};
				Returns: string;
			};
			save_draft: { Args: { body: string; expected_version: number; issue: number }; Returns: number };
			save_operator_notice: {
				Args: { shown_until?: string; text_en: string; text_zh: string; version: number };
				Returns: undefined;
			};
			save_region: {
				Args: {
					code: string;
					is_active: boolean;
					key: string;
					level: number;
					name_en: string;
					name_zh: string;
					parent: number;
					region: number;
					version: number;
				};
				Returns: number;
			};
			save_settings: { Args: { locale: string; surname: string }; Returns: undefined };
			score_document: { Args: { correction?: number; publication: number }; Returns: string };
			search_issues: {
				Args: {
					after_id?: number;
					after_score?: number;
					category?: string;
					department?: string;
					page_size?: number;
					phrase?: string;
					published_from?: string;
					published_to?: string;
					region?: number;
					stage?: string;
					statuses?: Database['public']['Enums']['issue_status'][];
					words: string[];
				};
				Returns: {
					answered_at: string;
					author_shown: string;
					brought_along: number;
					category_key: string;
					channel: Database['public']['Enums']['issue_channel'];
					clock: Database['public']['Enums']['clock_kind'];
					due_at: string;
					excerpt: string;
					id: number;
					is_from_answer: boolean;
					is_imported: boolean;
					lead_department_key: string;
					published_at: string;
					region_id: number;
					round: number;
					sort_value: string;
					status: Database['public']['Enums']['issue_status'];
					title: string;
					told_at: string;
					votes: number;
				}[];
			};
			see_news: { Args: Record<PropertyKey, never>; Returns: undefined };
			see_revision: { Args: { response: number; revision: number }; Returns: undefined };
			session_contexts: {
				Args: { session_ids: string[] };
				Returns: {
					account_id: string;
					confirmed_at: string;
					display: string;
					expires_at: string;
					kind: string;
					locale: string;
					ord: number;
					roles: Json;
					unread: number;
				}[];
			};
			show_again: {
				Args: { mask_version: number; redaction: number; tokenizer_version: number; tokens: string[] };
				Returns: undefined;
			};
			submission_notice: {
				Args: Record<PropertyKey, never>;
				Returns: {
					overdue: number;
					text_en: string;
					text_zh: string;
					waiting: number;
				}[];
			};
			submit_issue: {
				Args: {
					author_shown?: string;
					body: string;
					body_original: string;
					category: string;
					channel?: Database['public']['Enums']['issue_channel'];
					external_id?: string;
					mask_version: number;
					region: number;
					source?: string;
					submission_key: string;
					title: string;
					title_original: string;
					tokenizer_version: number;
					tokens: string[];
					told_at?: string;
					told_level?: number;
				};
				Returns: number;
			};
			sweep_outbox: { Args: Record<PropertyKey, never>; Returns: number };
			sweep_sign_in: { Args: Record<PropertyKey, never>; Returns: undefined };
			take_message: {
				Args: { message: number };
				Returns: {
					body: string;
					channel: string;
					recipient: string;
					subject: string;
				}[];
			};
			train_routing: { Args: Record<PropertyKey, never>; Returns: undefined };
			transfer_issue: { Args: { destination: string; issue: number; note?: string }; Returns: undefined };
			unmerge_issue: { Args: { issue: number; reason?: string }; Returns: undefined };
			use_totp_step: { Args: { account: string; step: number }; Returns: boolean };
			withdraw_issue: { Args: { issue: number }; Returns: string };
			withdraw_session_votes: { Args: { issue_ids: number[]; session_ids: string[] }; Returns: string[] };
			withdraw_votes: { Args: { account_ids: string[]; issue_ids: number[] }; Returns: string[] };
		};
		Enums: {
			actor_role:
				| 'resident'
				| 'collector'
				| 'intake_officer'
				| 'officer'
				| 'department_lead'
				| 'supervisor'
				| 'commission_lead'
				| 'administrator'
				| 'rule'
				| 'import';
			clock_kind: 'accept' | 'first_answer' | 'resolve';
			event_visibility: 'public' | 'author' | 'internal';
			issue_channel:
				'web' | 'hotline' | 'message_board' | 'letter' | 'visit' | 'petition_office' | 'home_visit';
			issue_stage: 'waits_for_intake' | 'waits_for_author' | 'owes_answer' | 'in_progress' | 'done';
			issue_status:
				| 'submitted'
				| 'needs_info'
				| 'published'
				| 'assigned'
				| 'answered'
				| 'in_progress'
				| 'resolved'
				| 'confirmed'
				| 'reopened'
				| 'rejected'
				| 'transferred'
				| 'merged'
				| 'withdrawn';
			vote_state: 'active' | 'withdrawn' | 'invalidated' | 'carried';
		};
		CompositeTypes: {
			[_ in never]: never;
		};
	};
};

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>;

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, 'public'>];

export type Tables<
	DefaultSchemaTableNameOrOptions extends
		keyof (DefaultSchema['Tables'] & DefaultSchema['Views']) | { schema: keyof DatabaseWithoutInternals },
	TableName extends (DefaultSchemaTableNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
				DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])
		: never) = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'] &
			DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Views'])[TableName] extends {
			Row: infer R;
		}
		? R
		: never
	: DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema['Tables'] & DefaultSchema['Views'])
		? (DefaultSchema['Tables'] & DefaultSchema['Views'])[DefaultSchemaTableNameOrOptions] extends {
				Row: infer R;
			}
			? R
			: never
		: never;

export type TablesInsert<
	DefaultSchemaTableNameOrOptions extends
		keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
	TableName extends (DefaultSchemaTableNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
		: never) = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
			Insert: infer I;
		}
		? I
		: never
	: DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
		? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
				Insert: infer I;
			}
			? I
			: never
		: never;

export type TablesUpdate<
	DefaultSchemaTableNameOrOptions extends
		keyof DefaultSchema['Tables'] | { schema: keyof DatabaseWithoutInternals },
	TableName extends (DefaultSchemaTableNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables']
		: never) = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions['schema']]['Tables'][TableName] extends {
			Update: infer U;
		}
		? U
		: never
	: DefaultSchemaTableNameOrOptions extends keyof DefaultSchema['Tables']
		? DefaultSchema['Tables'][DefaultSchemaTableNameOrOptions] extends {
				Update: infer U;
			}
			? U
			: never
		: never;

export type Enums<
	DefaultSchemaEnumNameOrOptions extends
		keyof DefaultSchema['Enums'] | { schema: keyof DatabaseWithoutInternals },
	EnumName extends (DefaultSchemaEnumNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums']
		: never) = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions['schema']]['Enums'][EnumName]
	: DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema['Enums']
		? DefaultSchema['Enums'][DefaultSchemaEnumNameOrOptions]
		: never;

export type CompositeTypes<
	PublicCompositeTypeNameOrOptions extends
		keyof DefaultSchema['CompositeTypes'] | { schema: keyof DatabaseWithoutInternals },
	CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
		schema: keyof DatabaseWithoutInternals;
	}
		? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes']
		: never) = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
	? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions['schema']]['CompositeTypes'][CompositeTypeName]
	: PublicCompositeTypeNameOrOptions extends keyof DefaultSchema['CompositeTypes']
		? DefaultSchema['CompositeTypes'][PublicCompositeTypeNameOrOptions]
		: never;

export const Constants = {
	public: {
		Enums: {
			actor_role: [
				'resident',
				'collector',
				'intake_officer',
				'officer',
				'department_lead',
				'supervisor',
				'commission_lead',
				'administrator',
				'rule',
				'import'
			],
			clock_kind: ['accept', 'first_answer', 'resolve'],
			event_visibility: ['public', 'author', 'internal'],
			issue_channel: ['web', 'hotline', 'message_board', 'letter', 'visit', 'petition_office', 'home_visit'],
			issue_stage: ['waits_for_intake', 'waits_for_author', 'owes_answer', 'in_progress', 'done'],
			issue_status: [
				'submitted',
				'needs_info',
				'published',
				'assigned',
				'answered',
				'in_progress',
				'resolved',
				'confirmed',
				'reopened',
				'rejected',
				'transferred',
				'merged',
				'withdrawn'
			],
			vote_state: ['active', 'withdrawn', 'invalidated', 'carried']
		}
	}
} as const;
