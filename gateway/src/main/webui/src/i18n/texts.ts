/**
 * What a language must say: each text that English says, and of what is counted the forms that the
 * language has beyond English's two. A text too few or one too many does not compile.
 */
export type Texts<English, Forms extends string = never> = {
  [Key in keyof English]: English[Key] extends string ? string : Texts<English[Key], Forms>;
} & {
  [Key in keyof English as Key extends `${infer Counted}_other` ? `${Counted}_${Forms}` : never]: string;
};
